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

    /// <summary>Pictures that were asked of the model for this ad, interrupted and failed ones included.</summary>
    public int PicturesRequested { get; set; }

    /// <summary>How often the ad was put off because the provider was busy.</summary>
    public int Deferrals { get; set; }

    public Hook? Hook { get; set; }

    /// <summary>The model's picture, without text.</summary>
    public Guid? SceneBlobId { get; set; }

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

    /// <summary>Why the next version is made.</summary>
    public VersionCause NextCause { get; set; } = VersionCause.Made;

    /// <summary>What a person wants changed in the picture, at most 500 characters; null when the picture is drawn from the brief alone.</summary>
    public string? ChangeWish { get; set; }

    /// <summary>Whether the next version is reviewed by the model: not after a mere edit of the words, which costs nothing.</summary>
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

    /// <summary>Ends the ad because a person cancelled; what was made and paid for stays.</summary>
    public void EndCancelled(DateTimeOffset at)
    {
        Stage = AdStage.Cancelled;
        Problem = null;
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
