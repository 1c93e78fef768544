using System.Globalization;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Brands.Claims;
using AdCreator.Web.Components.Shared;

namespace AdCreator.Web.Components.Brands.Claims;

/// <summary>The ledger in the words of the page.</summary>
internal static class ClaimWords
{
    /// <summary>Kinds in the order of the form.</summary>
    public static IReadOnlyList<(ClaimKind Kind, string Words, string Example)> Kinds { get; } =
    [
        (ClaimKind.Statement, "Statement", "Loved by 10,000 tea drinkers"),
        (ClaimKind.Price, "Price", "From €6.90"),
        (ClaimKind.Discount, "Discount", "20 % off your first order"),
        (ClaimKind.Guarantee, "Guarantee", "30-day money-back guarantee"),
    ];

    public static string Of(ClaimKind kind) => Kinds.First(k => k.Kind == kind).Words;

    public static string Of(ClaimState state) => state switch
    {
        ClaimState.Running => "Running",
        ClaimState.EndingSoon => "Ends soon",
        ClaimState.Expired => "Expired",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    /// <summary>How long a claim may still be said, such as "Ends in 3 days".</summary>
    public static string LeftOf(ClaimRow row) => row.DaysLeft switch
    {
        null => "No end",
        0 => "Ends today",
        1 => "Ends tomorrow",
        < 0 => "Expired",
        <= ClaimsLedger.SoonDays => string.Create(CultureInfo.CurrentCulture, $"Ends in {row.DaysLeft} days"),
        _ => "Running",
    };

    public static StatusTone ToneOf(ClaimState state) => state switch
    {
        ClaimState.Expired => StatusTone.Bad,
        ClaimState.EndingSoon => StatusTone.Warning,
        _ => StatusTone.Good,
    };

    /// <summary>What an ad with that wording would meet.</summary>
    public static (string Words, StatusTone Tone) Of(CheckState state) => state switch
    {
        CheckState.Passed => ("Approved", StatusTone.Good),
        CheckState.Blocked => ("Blocked", StatusTone.Bad),
        _ => ("A person decides", StatusTone.Warning),
    };
}
