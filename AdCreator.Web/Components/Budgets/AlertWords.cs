using System.Globalization;
using AdCreator.Core.Usage.Alerts;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Core.Usage.Queries;
using AdCreator.Web.Components.Shared;
using AdCreator.Web.Components.Usage;

namespace AdCreator.Web.Components.Budgets;

/// <summary>The words for alerts on spending, and where their calls are shown.</summary>
internal static class AlertWords
{
    /// <summary>What happened, such as "80 % of this month's limit is spent: $8.10 of $10.00."</summary>
    public static string Of(OpenAlert alert)
    {
        var limit = Usd(alert.LimitUsd);
        if (alert.Key.Threshold == AlertThreshold.Projected)
        {
            return $"At the pace of the last days this month will cost about {Usd(alert.ForecastUsd ?? 0)}: more than its limit of {limit}.";
        }

        var whose = WhoseLimit(alert);
        var spent = $"{Usd(alert.SettledUsd)} of {limit}";
        return alert.Key.Threshold == AlertThreshold.Reached
            ? alert.SettledUsd > alert.LimitUsd ? $"Spending is above {whose}: {spent}." : $"All of {whose} is spent: {spent}."
            : $"{(int)alert.Key.Threshold} % of {whose} {(alert.Key.Threshold == AlertThreshold.Half ? "is" : "are")} spent: {spent}.";
    }

    /// <summary>The usage page with the calls that the alert is about.</summary>
    public static string CallsOf(OpenAlert alert)
    {
        var isDay = alert.Key.Scope == BudgetScope.PersonDay;
        return new UsageAddress(new UsageFilter
        {
            Range = new UsageRange(isDay ? UsagePreset.Today : UsagePreset.ThisMonth),
            PersonId = isDay ? alert.Key.SubjectId : null,
            Demo = alert.Key.IsDemo,
        }).Page;
    }

    private static string WhoseLimit(OpenAlert alert) => alert switch
    {
        { Key.Scope: BudgetScope.OrganizationMonth } => "this month's limit",
        { IsOwn: true } => "your daily limit",
        { PersonName: { } name } => $"the daily limit of {name}",
        _ => "the daily limit of somebody who left",
    };

    private static string Usd(decimal usd) => MoneyText.Of(usd, CultureInfo.CurrentCulture);
}
