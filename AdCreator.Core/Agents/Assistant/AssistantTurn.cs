using AdCreator.Core.Ads.Runs;

namespace AdCreator.Core.Agents.Assistant;

/// <summary>What somebody said in the conversation.</summary>
/// <param name="IsPerson">The person, or else the assistant.</param>
public sealed record AssistantMessage(bool IsPerson, string Text);

/// <summary>How one turn of the assistant ended.</summary>
public abstract record AssistantTurn
{
    private AssistantTurn()
    {
    }

    /// <summary>It answered.</summary>
    /// <param name="Text">Plain text.</param>
    /// <param name="Proposals">What it would do, in order; may be empty.</param>
    /// <param name="Steps">Model calls it took, 1 to <see cref="SetAssistant.MaxSteps"/>.</param>
    public sealed record Answered(string Text, IReadOnlyList<AssistantProposal> Proposals, int Steps) : AssistantTurn;

    /// <summary>It could not answer, for this reason.</summary>
    public sealed record Stopped(AdProblem Problem) : AssistantTurn;

    /// <summary>The organization has no such set.</summary>
    public sealed record NotFound : AssistantTurn;
}
