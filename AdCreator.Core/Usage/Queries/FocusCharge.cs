using AdCreator.Core.Pricing;

namespace AdCreator.Core.Usage.Queries;

/// <summary>One row of a FOCUS file: a line of a call's bill, or a call without one.</summary>
/// <param name="Call">The call.</param>
/// <param name="Line">The line of its bill; null for a cost that no line explains, and where no cost is known.</param>
/// <param name="CostUsd">US dollars; null while the call is unpriced or unsettled, never 0 in its place.</param>
internal sealed record FocusCharge(UsageRecord Call, LineItem? Line, decimal? CostUsd)
{
    /// <summary>The charges of a call. Their costs add up to the call's to the last digit.</summary>
    public static IEnumerable<FocusCharge> Of(UsageRecord call)
    {
        if (call.CostUsd is not { } cost)
        {
            yield return new(call, null, null);
            yield break;
        }

        foreach (var line in call.LineItems)
        {
            yield return new(call, line, line.Amount);
        }

        var rest = cost - call.LineItems.Sum(line => line.Amount);
        if (rest != 0 || call.LineItems.Count == 0)
        {
            yield return new(call, null, rest);
        }
    }
}
