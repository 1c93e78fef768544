using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Runs;

namespace AdCreator.Core.Agents;

/// <summary>How asking for a batch of hooks ended.</summary>
public abstract record HookBatchResult
{
    private HookBatchResult()
    {
    }

    /// <summary>The hooks stand in the person's draft.</summary>
    /// <param name="Draft">The draft with them, chosen, at the end of its hooks.</param>
    /// <param name="Added">How many were written.</param>
    public sealed record Written(BriefChoices Draft, int Added) : HookBatchResult;

    /// <summary>Something in the choices is missing or wrong; nothing was sent.</summary>
    public sealed record Invalid(IReadOnlyList<BriefProblem> Problems) : HookBatchResult;

    /// <summary>The model did not write them, or a limit or a missing price kept the call from leaving.</summary>
    /// <param name="Problem">What a person reads; its limit says when it begins anew.</param>
    public sealed record Stopped(AdProblem Problem) : HookBatchResult;
}
