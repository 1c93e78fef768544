using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.References;
using AdCreator.Core.Data;

namespace AdCreator.Core.Ads.Runs;

/// <summary>One order of ads: what was asked for and what it was quoted at. Its ads carry the progress.</summary>
public sealed class AdRun : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    /// <summary>Who ordered; every call of the run is metered to this person.</summary>
    public required Guid PersonId { get; init; }

    public required Guid BrandId { get; init; }

    public required Guid ProductId { get; init; }

    /// <summary>Made when the form is shown, so that a double click orders once.</summary>
    public required Guid IdempotencyKey { get; init; }

    /// <summary>What was asked for, frozen: later edits of the product change no run.</summary>
    public required Brief Brief { get; init; }

    /// <summary>The most the run can cost, US dollars; null when a model has no price.</summary>
    public decimal? QuotedAtMostUsd { get; init; }

    /// <summary>What such a run usually costs, US dollars; null while there is nothing to go by.</summary>
    public decimal? QuotedUsuallyUsd { get; init; }

    /// <summary>What the reference ad does well; null until understood or when there is none.</summary>
    public ReferenceFindings? Reference { get; set; }

    /// <summary>Why the reference ad could not be understood: the ads are then made without it.</summary>
    public AdProblem? ReferenceProblem { get; set; }

    /// <summary>Words that people sort sets by, at most 12 of at most 40 characters.</summary>
    public IReadOnlyList<string> Tags { get; set; } = [];

    public DateTimeOffset? CancelRequestedAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
