namespace AdCreator.Core.Pricing;

/// <summary>One line of a call's bill: <paramref name="Amount"/> = <paramref name="Quantity"/> x <paramref name="RateUsd"/>.</summary>
/// <param name="Kind">Kind of unit in snake_case, such as <c>input</c>, <c>cached_input</c>, <c>output</c>, <c>image_output</c>.</param>
/// <param name="Quantity">Units billed.</param>
/// <param name="RateUsd">US dollars for one unit.</param>
/// <param name="Amount">US dollars, not rounded.</param>
public sealed record LineItem(string Kind, decimal Quantity, decimal RateUsd, decimal Amount);
