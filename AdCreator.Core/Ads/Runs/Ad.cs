using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Data;
using AdCreator.Core.Usage.Budgets;

namespace AdCreator.Core.Ads.Runs;

/// <summary>One ad of a run. This row is the truth about it; jobs and messages are only hints.</summary>
public sealed class Ad : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid RunId { get; init; }

    /// <summary>From 1 within the run.</summary>
    public required int Number { get; init; }

    public required AdStage Stage { get; set; }

    /// <summary>Fencing number: raised when the ad is handed to a job anew; a job of an older attempt stops.</summary>
    public int Attempt { get; set; } = 1;

    /// <summary>Concurrency token, raised at every write.</summary>
    public int Version { get; set; }

    /// <summary>Pictures that were asked of the model for this ad, interrupted and failed ones included; of several shapes, for the one being drawn.</summary>
    public int PicturesRequested { get; set; }

    /// <summary>How often the ad was put off because the provider was busy.</summary>
    public int Deferrals { get; set; }

    public Hook? Hook { get; set; }

    /// <summary>The model's picture, without text.</summary>
    public Guid? SceneBlobId { get; set; }

    /// <summary>Pictures for shapes in which a crop of that one would cut the product; empty where none was ordered.</summary>
    public IReadOnlyList<ShapeScene> ShapeScenes { get; set; } = [];

    /// <summary>The finished ad: scene with the text block.</summary>
    public Guid? FinalBlobId { get; set; }

    public Review? Review { get; set; }

    /// <summary>Words and places of the text layer where a person changed them; null while they are the hook's and the program's.</summary>
    public AdDesign? Design { get; set; }

    /// <summary>What the program measured on the finished ad; null until it was composed.</summary>
    public CheckReport? Checks { get; set; }

    /// <summary>The version that stands in this row; null until the first one is composed.</summary>
    public Guid? VersionId { get; set; }

    /// <summary>Number of that version, from 1; 0 before the first.</summary>
    public int VersionNumber { get; set; }

    /// <summary>The next version while it is being made; null for the first one and when nothing is being changed. What stands in this row stays until it is ready.</summary>
    public AdRevision? Revision { get; set; }

    /// <summary>Whether the version of this row is to be reviewed by the model: not after a mere edit of the words, which costs nothing.</summary>
    public bool ReviewWanted { get; set; } = true;

    /// <summary>What the person decided.</summary>
    public Decision Decision { get; set; }

    /// <summary>Why it was rejected, at most 500 characters.</summary>
    public string? DecisionReason { get; set; }

    public Guid? DecidedByPersonId { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Why the ad failed or waits; null while it does not.</summary>
    public AdProblem? Problem { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Puts the ad back into the queue under a new attempt; what was made stays.</summary>
    public void BeginAnew()
    {
        Stage = AdStage.Queued;
        Attempt++;
        PicturesRequested = 0;
        Deferrals = 0;
        Problem = null;
        FinishedAt = null;
    }

    /// <summary>Keeps what a person decided about the version of this row.</summary>
    public void Decide(Decision decision, string? reason, Guid personId, DateTimeOffset at) =>
        (Decision, DecisionReason, DecidedByPersonId, DecidedAt) = (decision, reason, personId, at);

    /// <summary>Takes the decision back.</summary>
    public void Undecide() => (Decision, DecisionReason, DecidedByPersonId, DecidedAt) = (Decision.None, null, null, null);

    /// <summary>Lets a version stand in this row. Whatever was decided was decided about another one.</summary>
    public void TakeUp(AdVersion version, bool isReviewWanted)
    {
        ShapeScenes = version.ShapeScenes;
        (VersionId, VersionNumber, Hook, Design) = (version.Id, version.Number, version.Hook, version.Design);
        (SceneBlobId, FinalBlobId, Checks, Review) = (version.SceneBlobId, version.FinalBlobId, version.Checks, version.Review);
        Undecide();
        ReviewWanted = isReviewWanted;
        Revision = null;
    }

    /// <summary>Ends the ad because a person cancelled; what was made and paid for stays. A finished ad that was being changed stays as it was.</summary>
    public void EndCancelled(DateTimeOffset at) =>
        End(AdStage.Cancelled, Revision is null ? null : new AdProblem("cancelled", Stage, "The change was cancelled.", "The ad is as it was."), at);

    /// <summary>Ends the ad because it cannot be made. A finished ad that was being changed stays as it was, and says why.</summary>
    public void EndFailed(AdProblem problem, DateTimeOffset at) => End(AdStage.Failed, problem, at);

    private void End(AdStage stage, AdProblem? problem, DateTimeOffset at)
    {
        Stage = Revision is null ? stage : AdStage.Done;
        Problem = problem;
        Revision = null;
        FinishedAt = at;
    }
}

/// <summary>Where an ad stands. Each stage is written before its work starts.</summary>
public enum AdStage
{
    Queued = 1,
    UnderstandingReference,
    WritingHook,
    Drawing,
    AddingText,

    /// <summary>Measuring the finished ad and rendering its placements.</summary>
    Checking,
    Reviewing,

    /// <summary>Made; the review may still have failed: see <see cref="Review.State"/>.</summary>
    Done,

    /// <summary>Not made: see <see cref="Ad.Problem"/>.</summary>
    Failed,
    Cancelled,
}

/// <summary>A person's decision on an ad.</summary>
public enum Decision
{
    None = 1,
    Approved,
    Rejected,
}

/// <summary>A failure that belongs to one ad: its true cause and what can be done.</summary>
/// <param name="Kind">Stable word for the cause, such as <c>blocked</c>, <c>overloaded</c>, <c>interrupted</c>.</param>
/// <param name="Stage">Where it happened.</param>
/// <param name="Explanation">The cause in plain words.</param>
/// <param name="Remedy">What the person can do.</param>
/// <param name="RetryAt">When trying again makes sense; null for at once.</param>
public sealed record AdProblem(string Kind, AdStage Stage, string Explanation, string Remedy, DateTimeOffset? RetryAt = null)
{
    /// <summary>Kind of a call that did not fit into a limit.</summary>
    public const string OverBudget = "over_budget";

    /// <summary>The limit that was in the way; null where none was.</summary>
    public LimitReached? Limit { get; init; }
}
