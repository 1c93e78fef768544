using System.Globalization;

namespace AdCreator.Core.Pricing.Corrections;

/// <summary>What happened to a price, for the audit log: before and after, every digit, in US dollars.</summary>
internal static class PriceWords
{
    public static string Change(PriceCorrection correction, PriceVersion? before) =>
        $"{Span(correction)}: {Rates(before?.Rates, correction.Rates)}; source: {correction.Source}";

    public static string Withdrawal(PriceCorrection correction, PriceVersion? after) => after is null
        ? $"{Span(correction)}: {Rates(correction.Rates, new PriceRates())}; no price holds at its start any more"
        : $"{Span(correction)}: {Rates(correction.Rates, after.Rates)}";

    private static string Span(PriceCorrection c) => string.Create(
        CultureInfo.InvariantCulture, $"{c.Model} from {c.EffectiveFrom:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}{(c.EffectiveTo is { } end ? $" to {end:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}" : "")}");

    private static string Rates(PriceRates? before, PriceRates after)
    {
        var changes = RateUnits.Compare(before, after);
        return changes.Count == 0 ? "the same rates" : string.Join(", ", changes.Select(c => $"{c.Key} {Number(c.Before)} to {Number(c.After)}"));
    }

    private static string Number(decimal? rate) => rate?.ToString("0.##########", CultureInfo.InvariantCulture) ?? "none";
}
