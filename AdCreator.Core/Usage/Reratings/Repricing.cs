using AdCreator.Core.Pricing;
using AdCreator.Core.Pricing.Corrections;

namespace AdCreator.Core.Usage.Reratings;

/// <summary>Prices a call of the past with the book of today: the same units, the price that now holds at its instant.</summary>
internal static class Repricing
{
    /// <summary>Name of the fact that says how well a call's units are known.</summary>
    public const string CountsFact = "counts";

    /// <summary>Its value where they were estimated.</summary>
    public const string EstimatedCounts = "estimated";

    /// <summary>The call with its new price; null when nothing changes.</summary>
    /// <remarks>
    /// What never was billed stays so, what is unsettled stays unsettled, and a call whose model has no price any more
    /// keeps the one it has.
    /// </remarks>
    public static UsageRecord? Reprice(UsageRecord call, OrganizationPrices prices)
    {
        if (call.CostState == CostState.Unknown || UnitsOf(call) is not { } units)
        {
            return null;
        }

        var price = prices.Find(call.OrganizationId, call.Model, call.CreatedAt);
        var bill = price is null ? null : CostCalculator.Calculate(price, units);
        if (bill is null || (call.Billed is null && !IsSameUnits(call, bill)) || (call.CostUsd == bill.TotalUsd && call.PriceVersionId == price!.Id))
        {
            return null;
        }

        return call with
        {
            CostUsd = bill.TotalUsd,
            CostState = IsEstimated(call) ? CostState.Estimated : CostState.Exact,
            PriceVersionId = price!.Id,
            LineItems = bill.LineItems,
        };
    }

    private static bool IsEstimated(UsageRecord call) =>
        call.CostState == CostState.Estimated || call.RequestMetadata.GetValueOrDefault(CountsFact) == EstimatedCounts;

    /// <summary>What was consumed; from the columns of the row where it was not kept apart.</summary>
    private static BilledUsage? UnitsOf(UsageRecord call)
    {
        if (call.Billed is not null || call is { TotalTokens: 0, Units: 0 })
        {
            return call.Billed;
        }

        return new BilledUsage
        {
            PromptTokens = call.InputTokens,
            CachedTokens = call.CachedTokens,
            CandidateTokens = call.OutputTokens - call.ThoughtTokens,
            ThoughtTokens = call.ThoughtTokens,
            ImageInputTokens = call.ImageInputTokens,
            ImageOutputTokens = call.ImageOutputTokens,
            Images = call.UnitType == "image_generation" ? (int)call.Units : 0,
            Size = call.RequestMetadata.GetValueOrDefault("image_size"),
            Tier = call.RequestMetadata.GetValueOrDefault("service_tier") ?? ServiceTiers.Standard,
        };
    }

    /// <summary>Whether units that were taken from columns are those that the call was billed for; an unpriced call has none to compare with.</summary>
    private static bool IsSameUnits(UsageRecord call, Bill bill) =>
        call.LineItems.Count == 0 || call.LineItems.Sum(l => l.Quantity) == bill.LineItems.Sum(l => l.Quantity);
}
