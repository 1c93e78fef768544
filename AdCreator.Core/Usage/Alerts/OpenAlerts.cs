namespace AdCreator.Core.Usage.Alerts;

/// <summary>What somebody should know about the limits at this moment.</summary>
/// <param name="Alerts">The organization's first, then people's by name; at most <see cref="Most"/>.</param>
/// <param name="More">How many are not among them.</param>
/// <param name="CanDismiss">Whether the reader is an admin, who may put them away.</param>
public sealed record OpenAlerts(IReadOnlyList<OpenAlert> Alerts, int More, bool CanDismiss)
{
    /// <summary>Alerts shown at once.</summary>
    public const int Most = 5;

    /// <summary>Nothing to say.</summary>
    public static OpenAlerts None { get; } = new([], 0, CanDismiss: false);
}

/// <summary>One alert as it is shown. Amounts are US dollars at the instant it was raised.</summary>
/// <param name="PersonName">Whose day it is; null for the organization, and for somebody who left.</param>
/// <param name="IsOwn">Whether it is the reader's own day.</param>
/// <param name="ForecastUsd">Where the month is heading; only of <see cref="AlertThreshold.Projected"/>.</param>
public sealed record OpenAlert(
    AlertKey Key, string? PersonName, bool IsOwn, decimal LimitUsd, decimal SettledUsd, decimal? ForecastUsd, DateTimeOffset CreatedAt);
