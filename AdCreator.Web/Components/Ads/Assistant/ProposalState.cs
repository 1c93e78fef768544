using AdCreator.Core.Agents.Assistant;

namespace AdCreator.Web.Components.Ads.Assistant;

/// <summary>A proposal on the screen and what became of it.</summary>
/// <param name="proposal">What would be done.</param>
/// <param name="key">Orders once, however often it is clicked.</param>
public sealed class ProposalState(AssistantProposal proposal, Guid key)
{
    public AssistantProposal Proposal => proposal;

    public Guid Key => key;

    /// <summary>Whether it is being done.</summary>
    public bool IsBusy { get; set; }

    /// <summary>What was done; null while nothing was.</summary>
    public string? Outcome { get; set; }

    /// <summary>Why the last click did nothing; null when it did something.</summary>
    public string? Problem { get; set; }
}
