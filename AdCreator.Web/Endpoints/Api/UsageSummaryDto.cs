using AdCreator.Core.Usage.Queries;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>What was spent in some days.</summary>
public sealed record UsageSummaryDto
{
    /// <summary>In the organization's time zone.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Included.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>organization for an admin, who sees everybody's calls; own for a member.</summary>
    public required string Scope { get; init; }

    /// <summary>Whether these are demo calls: priced at list prices, billed by nobody.</summary>
    public required bool IsDemo { get; init; }

    public required UsageTotalsDto Totals { get; init; }

    /// <summary>The same filter over the time before.</summary>
    public required UsageTotalsDto Previous { get; init; }

    /// <summary>Every day in order, days without a call included; the key is the day.</summary>
    public required IReadOnlyList<UsageSliceDto> ByDay { get; init; }

    /// <summary>Dearest first; the key is the model.</summary>
    public required IReadOnlyList<UsageSliceDto> ByModel { get; init; }

    /// <summary>Dearest first; the key is the operation.</summary>
    public required IReadOnlyList<UsageSliceDto> ByOperation { get; init; }

    /// <summary>Most frequent first; the key is the outcome.</summary>
    public required IReadOnlyList<UsageSliceDto> ByOutcome { get; init; }

    /// <summary>Dearest first; the key is the person's id.</summary>
    public required IReadOnlyList<UsageSliceDto> ByPerson { get; init; }

    internal static UsageSummaryDto Of(UsageOverview overview) => new()
    {
        FirstDay = overview.Days.First,
        LastDay = overview.Days.Last,
        TimeZone = overview.TimeZone,
        Scope = overview.SeesOrganization ? "organization" : "own",
        IsDemo = overview.ShowsDemo,
        Totals = UsageTotalsDto.Of(overview.Totals),
        Previous = UsageTotalsDto.Of(overview.Previous),
        ByDay = Slices(overview.ByDay, d => d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        ByModel = Slices(overview.ByModel, m => m),
        ByOperation = Slices(overview.ByOperation, o => o),
        ByOutcome = Slices(overview.ByOutcome, OutcomeWord.Of),
        ByPerson = Slices(overview.ByPerson, p => p.Id.ToString()),
    };

    private static List<UsageSliceDto> Slices<TKey>(IEnumerable<UsageSlice<TKey>> slices, Func<TKey, string> key) =>
        [.. slices.Select(s => new UsageSliceDto(key(s.Key), UsageTotalsDto.Of(s.Totals)))];
}

/// <summary>The sums of one part of the whole.</summary>
/// <param name="Key">What the part has in common.</param>
/// <param name="Totals">Its sums.</param>
public sealed record UsageSliceDto(string Key, UsageTotalsDto Totals);

/// <summary>Sums over some calls. Calls without a known cost are counted apart and never stand in for 0.</summary>
public sealed record UsageTotalsDto
{
    /// <summary>Attempts of model calls, whatever became of them.</summary>
    public required long Calls { get; init; }

    /// <summary>The sum of all known costs.</summary>
    public required Usd CostUsd { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    /// <summary>Input and output together.</summary>
    public required long TotalTokens { get; init; }

    /// <summary>Calls whose cost rests on counts estimated here; it is part of <c>cost_usd</c>.</summary>
    public required long EstimatedCalls { get; init; }

    /// <summary>Calls of models without a price; not part of <c>cost_usd</c>.</summary>
    public required long UnpricedCalls { get; init; }

    /// <summary>Calls that left and whose answer was never seen; not part of <c>cost_usd</c>.</summary>
    public required long UnsettledCalls { get; init; }

    /// <summary>The most the unsettled calls can have cost.</summary>
    public required Usd UnsettledAtMostUsd { get; init; }

    internal static UsageTotalsDto Of(UsageTotals totals) => new()
    {
        Calls = totals.Calls,
        CostUsd = new(totals.CostUsd),
        InputTokens = totals.InputTokens,
        OutputTokens = totals.OutputTokens,
        TotalTokens = totals.TotalTokens,
        EstimatedCalls = totals.EstimatedCalls,
        UnpricedCalls = totals.UnpricedCalls,
        UnsettledCalls = totals.UnsettledCalls,
        UnsettledAtMostUsd = new(totals.UnsettledAtMostUsd),
    };
}
