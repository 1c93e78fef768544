namespace AdCreator.Core.Ads.Runs;

/// <summary>Calls that an amount spent does not contain, because their cost is not known.</summary>
/// <param name="UnsettledCalls">Calls that left and whose answer was never seen.</param>
/// <param name="UnsettledAtMostUsd">The most these can have cost, US dollars.</param>
/// <param name="UnpricedCalls">Calls of a model without a price.</param>
public sealed record OpenCosts(long UnsettledCalls, decimal UnsettledAtMostUsd, long UnpricedCalls)
{
    /// <summary>Everything is known.</summary>
    public static OpenCosts None { get; } = new(0, 0, 0);
}
