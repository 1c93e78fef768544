namespace AdCreator.Core.Usage.Queries;

/// <summary>One page of single calls, newest first.</summary>
/// <param name="Calls">At most <see cref="PageSize"/>.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record RecentCalls(IReadOnlyList<RecentCall> Calls, UsageCursor? Next)
{
    /// <summary>Calls of one page.</summary>
    public const int PageSize = 50;
}

/// <summary>The place after one call in the order newest first.</summary>
/// <param name="CreatedAt">The call's instant.</param>
/// <param name="Id">The call's id, which orders calls of one instant.</param>
public sealed record UsageCursor(DateTimeOffset CreatedAt, Guid Id);

/// <summary>One call as a row of a list.</summary>
public sealed record RecentCall
{
    public required Guid Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required UsagePerson Person { get; init; }

    public required string Operation { get; init; }

    public required string Model { get; init; }

    public required UsageOutcome Outcome { get; init; }

    /// <summary>1 for the first try, 2 and 3 for retries.</summary>
    public required int Attempt { get; init; }

    public required long TotalTokens { get; init; }

    /// <summary>US dollars, exact; null while unpriced or unsettled.</summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>The most it can have cost, US dollars; null when the model has no price.</summary>
    public required decimal? CostUsdMax { get; init; }

    public required CostState CostState { get; init; }

    public required int DurationMs { get; init; }

    public required bool IsDemo { get; init; }
}

/// <summary>One call in full.</summary>
/// <param name="Record">The row as it stands.</param>
/// <param name="Person">Who caused it.</param>
/// <param name="TimeZone">The organization's IANA time zone.</param>
public sealed record UsageCall(UsageRecord Record, UsagePerson Person, string TimeZone);
