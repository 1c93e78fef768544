using System.Globalization;
using System.Text.Json;
using AdCreator.Core.Data;
using AdCreator.Core.Usage.Alerts;

namespace AdCreator.Core.Usage.Webhooks;

/// <summary>What a webhook is told. Amounts are US dollars as decimal strings, instants UTC in ISO 8601.</summary>
/// <param name="EventId">The same at every try: a receiver that has seen it has seen the event.</param>
/// <param name="Kind"><c>spending_alert</c>, or <c>test</c> for what the button sends.</param>
/// <param name="Scope"><c>organization_month</c> or <c>person_day</c>; null in a test, like all that follows but the instants.</param>
/// <param name="SubjectId">The person; null for the organization.</param>
/// <param name="Threshold"><c>50</c>, <c>80</c> or <c>100</c> percent, or <c>projected</c>.</param>
/// <param name="SentAt">The instant of this try: refuse what is older than a few minutes, and nobody can replay it.</param>
internal sealed record WebhookEvent(
    Guid EventId,
    string Kind,
    Guid OrganizationId,
    string? Scope,
    Guid? SubjectId,
    string? Threshold,
    string? LimitUsd,
    string? SettledUsd,
    string? ForecastUsd,
    WebhookPeriod? Period,
    bool? IsDemo,
    string CreatedAt,
    string? SentAt)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static WebhookEvent Of(SpendingAlert alert) => new(
        alert.EventId, "spending_alert", alert.OrganizationId, SnakeCase.Of(alert.Scope), alert.SubjectId == Guid.Empty ? null : alert.SubjectId,
        alert.Threshold == AlertThreshold.Projected ? "projected" : ((int)alert.Threshold).ToString(CultureInfo.InvariantCulture),
        Usd(alert.LimitUsd), Usd(alert.SettledUsd), Usd(alert.ForecastUsd),
        new WebhookPeriod(Instant(alert.PeriodStart), Instant(alert.PeriodEnd)), alert.IsDemo, Instant(alert.CreatedAt), SentAt: null);

    public static WebhookEvent Test(Guid organizationId, DateTimeOffset now) =>
        new(NewId.At(now), "test", organizationId, null, null, null, null, null, null, null, null, Instant(now), SentAt: null);

    public static WebhookEvent Read(string json) => JsonSerializer.Deserialize<WebhookEvent>(json, Options)!;

    public string Write() => JsonSerializer.Serialize(this, Options);

    /// <summary>The body of a try at this instant.</summary>
    public byte[] BodyAt(DateTimeOffset now) => JsonSerializer.SerializeToUtf8Bytes(this with { SentAt = Instant(now) }, Options);

    private static string? Usd(decimal? usd) => usd?.ToString("0.##########", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>A period: its first instant, and the first after it.</summary>
internal sealed record WebhookPeriod(string Start, string End);
