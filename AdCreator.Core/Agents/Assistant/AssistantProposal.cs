using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Versions;

namespace AdCreator.Core.Agents.Assistant;

/// <summary>An action that the assistant proposes. It happens only when a person clicks.</summary>
/// <param name="Action">What exactly will happen, one sentence for people.</param>
/// <param name="AtMostUsd">The most it can cost, US dollars: 0 for nothing, null when a model has no price.</param>
public abstract record AssistantProposal(string Action, decimal? AtMostUsd)
{
    /// <summary>A new set like this one.</summary>
    /// <param name="Choices">The brief of the new set.</param>
    public sealed record NewSet(string Action, decimal? AtMostUsd, BriefChoices Choices) : AssistantProposal(Action, AtMostUsd);

    /// <summary>Other words on an ad.</summary>
    public sealed record TextEdit(string Action, Guid AdId, AdDesign Design) : AssistantProposal(Action, 0);

    /// <summary>Another picture that differs by a wish.</summary>
    public sealed record PictureChange(string Action, decimal? AtMostUsd, Guid AdId, string Wish) : AssistantProposal(Action, AtMostUsd);

    /// <summary>Another picture for the same words.</summary>
    public sealed record AnotherPicture(string Action, decimal? AtMostUsd, Guid AdId) : AssistantProposal(Action, AtMostUsd);
}
