using System.Globalization;
using System.Text;
using AdCreator.Core.Data;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Calls as comma-separated text: first the columns of <c>token_usage</c> that outside readers rely on, then the further ones.</summary>
/// <remarks>Instants are UTC in ISO 8601, numbers have a point and no grouping, an unknown cost is empty and never 0.</remarks>
public static class UsageCsv
{
    /// <summary>Characters that are collected before they are written.</summary>
    private const int BlockSize = 16 * 1024;

    private static readonly (string Name, Action<StringBuilder, UsageCsvRow> Add)[] Columns =
    [
        ("id", (line, u) => line.Value(u.Id)),
        ("user_id", (line, u) => line.Value(u.UserId)),
        ("organization_id", (line, u) => line.Value(u.OrganizationId)),
        ("provider", (line, u) => line.Append(CsvCell.Of(u.Provider))),
        ("model", (line, u) => line.Append(CsvCell.Of(u.Model))),
        ("tool_name", (line, u) => line.Append(CsvCell.Of(u.ToolName))),
        ("operation", (line, u) => line.Append(CsvCell.Of(u.Operation))),
        ("input_tokens", (line, u) => line.Value(u.InputTokens)),
        ("output_tokens", (line, u) => line.Value(u.OutputTokens)),
        ("total_tokens", (line, u) => line.Value(u.TotalTokens)),
        ("units", (line, u) => line.Value(u.Units)),
        ("unit_type", (line, u) => line.Append(CsvCell.Of(u.UnitType))),
        ("cost_usd", (line, u) => line.Value(u.CostUsd, Exactly)),
        ("request_metadata", (line, u) => line.Append(CsvCell.Of(u.RequestMetadata))),
        ("duration_ms", (line, u) => line.Value(u.DurationMs)),
        ("created_at", (line, u) => line.Value(u.CreatedAt.UtcDateTime, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'")),
        ("outcome", (line, u) => line.Append(SnakeCase.Of(u.Outcome))),
        ("attempt", (line, u) => line.Value(u.Attempt)),
        ("cost_state", (line, u) => line.Append(SnakeCase.Of(u.CostState))),
        ("cost_usd_max", (line, u) => line.Value(u.CostUsdMax, Exactly)),
        ("price_version_id", (line, u) => line.Value(u.PriceVersionId)),
        ("line_items", (line, u) => line.Append(CsvCell.Of(u.LineItems))),
        ("model_requested", (line, u) => line.Append(CsvCell.Of(u.ModelRequested))),
        ("thought_tokens", (line, u) => line.Value(u.ThoughtTokens)),
        ("cached_tokens", (line, u) => line.Value(u.CachedTokens)),
        ("image_input_tokens", (line, u) => line.Value(u.ImageInputTokens)),
        ("image_output_tokens", (line, u) => line.Value(u.ImageOutputTokens)),
        ("brand_id", (line, u) => line.Value(u.BrandId)),
        ("run_id", (line, u) => line.Value(u.RunId)),
        ("ad_id", (line, u) => line.Value(u.AdId)),
        ("trace_id", (line, u) => line.Append(CsvCell.Of(u.TraceId))),
        ("is_demo", (line, u) => line.Append(u.IsDemo ? "true" : "false")),
    ];

    private const string Exactly = "0.############################";

    /// <summary>The first line: the columns' names.</summary>
    public static string Header { get; } = string.Join(',', Columns.Select(c => c.Name)) + "\r\n";

    /// <summary>Writes the header and every call, holding some of their lines at a time.</summary>
    public static async Task WriteAsync(TextWriter writer, IAsyncEnumerable<UsageCsvRow> calls, CancellationToken cancellationToken)
    {
        var lines = new StringBuilder(Header);
        await foreach (var call in calls.WithCancellation(cancellationToken))
        {
            AddLine(lines, call);
            if (lines.Length > BlockSize)
            {
                await writer.WriteAsync(lines, cancellationToken);
                lines.Clear();
            }
        }

        await writer.WriteAsync(lines, cancellationToken);
        await writer.FlushAsync(cancellationToken);
    }

    private static void AddLine(StringBuilder lines, UsageCsvRow call)
    {
        foreach (var (_, add) in Columns)
        {
            add(lines, call);
            lines.Append(',');
        }

        lines.Length--;
        lines.Append("\r\n");
    }

    private static void Value<TValue>(this StringBuilder line, TValue? value, string? format = null)
        where TValue : struct, ISpanFormattable
    {
        if (value is { } one)
        {
            line.Value(one, format);
        }
    }

    /// <summary>Without a string of its own.</summary>
    private static void Value<TValue>(this StringBuilder line, TValue value, string? format = null)
        where TValue : struct, ISpanFormattable
    {
        Span<char> text = stackalloc char[64];
        if (!value.TryFormat(text, out var length, format, CultureInfo.InvariantCulture))
        {
            throw new FormatException($"{value} is longer than {text.Length} characters.");
        }

        line.Append(text[..length]);
    }
}
