namespace AdCreator.Core.Pricing;

/// <summary>What one attempt cost.</summary>
/// <param name="LineItems">One line for each kind of unit that was used, none with quantity 0.</param>
/// <param name="TotalUsd">US dollars, not rounded: the sum of the lines' amounts.</param>
public sealed record Bill(IReadOnlyList<LineItem> LineItems, decimal TotalUsd);
