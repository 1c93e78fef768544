using AdCreator.Core.Ads.Briefs;

namespace AdCreator.Core.Ads.Runs;

/// <summary>Whether an order became a run.</summary>
public abstract record StartRunResult
{
    private StartRunResult()
    {
    }

    /// <summary>The run is durable and goes on whatever happens to the page.</summary>
    public sealed record Started(Guid RunId) : StartRunResult;

    /// <summary>Something in the choices is missing or wrong.</summary>
    public sealed record Invalid(IReadOnlyList<BriefProblem> Problems) : StartRunResult;

    /// <summary>The order cannot be taken now.</summary>
    /// <param name="Reason">What a person should be told.</param>
    public sealed record Refused(string Reason) : StartRunResult;
}
