using System.Globalization;
using System.Text.Json;
using AdCreator.Core.Data;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Calls as comma-separated text: first the columns of <c>token_usage</c> that outside readers rely on, then the further ones.</summary>
/// <remarks>Instants are UTC in ISO 8601, numbers have a point and no grouping, an unknown cost is empty and never 0.</remarks>
public static class UsageCsv
{
    private static readonly (string Name, Func<UsageRecord, string> Cell)[] Columns =
    [
        ("id", u => u.Id.ToString()),
        ("user_id", u => u.UserId.ToString()),
        ("organization_id", u => u.OrganizationId.ToString()),
        ("provider", u => CsvCell.Of(u.Provider)),
        ("model", u => CsvCell.Of(u.Model)),
        ("tool_name", u => CsvCell.Of(u.ToolName)),
        ("operation", u => CsvCell.Of(u.Operation)),
        ("input_tokens", u => Number(u.InputTokens)),
        ("output_tokens", u => Number(u.OutputTokens)),
        ("total_tokens", u => Number(u.TotalTokens)),
        ("units", u => Number(u.Units)),
        ("unit_type", u => CsvCell.Of(u.UnitType)),
        ("cost_usd", u => Number(u.CostUsd)),
        ("request_metadata", u => CsvCell.Of(JsonSerializer.Serialize(u.RequestMetadata, JsonColumn.Options))),
        ("duration_ms", u => Number(u.DurationMs)),
        ("created_at", u => Instant(u.CreatedAt)),
        ("outcome", u => SnakeCase.Of(u.Outcome)),
        ("attempt", u => Number(u.Attempt)),
        ("cost_state", u => SnakeCase.Of(u.CostState)),
        ("cost_usd_max", u => Number(u.CostUsdMax)),
        ("price_version_id", u => u.PriceVersionId.ToString() ?? ""),
        ("line_items", u => CsvCell.Of(JsonSerializer.Serialize(u.LineItems, JsonColumn.Options))),
        ("model_requested", u => CsvCell.Of(u.ModelRequested)),
        ("thought_tokens", u => Number(u.ThoughtTokens)),
        ("cached_tokens", u => Number(u.CachedTokens)),
        ("image_input_tokens", u => Number(u.ImageInputTokens)),
        ("image_output_tokens", u => Number(u.ImageOutputTokens)),
        ("brand_id", u => u.BrandId.ToString() ?? ""),
        ("run_id", u => u.RunId.ToString() ?? ""),
        ("ad_id", u => u.AdId.ToString() ?? ""),
        ("trace_id", u => CsvCell.Of(u.TraceId)),
        ("is_demo", u => u.IsDemo ? "true" : "false"),
    ];

    /// <summary>The first line: the columns' names.</summary>
    public static string Header { get; } = string.Join(',', Columns.Select(c => c.Name)) + "\r\n";

    /// <summary>The line of one call, its end included.</summary>
    public static string Line(UsageRecord record) => string.Join(',', Columns.Select(c => c.Cell(record))) + "\r\n";

    /// <summary>Writes the header and every call, holding one at a time.</summary>
    public static async Task WriteAsync(TextWriter writer, IAsyncEnumerable<UsageRecord> records, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(Header.AsMemory(), cancellationToken);
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(Line(record).AsMemory(), cancellationToken);
        }

        await writer.FlushAsync(cancellationToken);
    }

    private static string Number(decimal? number) => number?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "";

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
