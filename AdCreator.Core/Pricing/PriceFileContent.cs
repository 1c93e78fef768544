using System.Globalization;
using System.Text.Json;

namespace AdCreator.Core.Pricing;

/// <summary>The price file as it is written. Rates are US dollars for a million tokens.</summary>
internal sealed record PriceFileContent(
    int SchemaVersion,
    DateOnly Compiled,
    string Currency,
    string Unit,
    JsonElement Rules,
    IReadOnlyDictionary<string, string> Sources,
    IReadOnlyList<PriceRow> Models);

internal sealed record PriceRow
{
    public required string Model { get; init; }

    public required string Provider { get; init; }

    public required string Kind { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    public required DateOnly? EffectiveTo { get; init; }

    public required string Currency { get; init; }

    public required string Tier { get; init; }

    public required decimal? InputPerMtok { get; init; }

    public required decimal? OutputPerMtok { get; init; }

    public required decimal? CachedInputPerMtok { get; init; }

    public decimal? InputImagePerMtok { get; init; }

    public decimal? InputAudioPerMtok { get; init; }

    public decimal? InputVideoPerMtok { get; init; }

    public decimal? ImageOutputPerMtok { get; init; }

    public decimal? AudioOutputPerMtok { get; init; }

    public decimal? VideoOutputPerMtok { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("above_200k")]
    public LongPromptRow? Above200k { get; init; }

    public Dictionary<string, long>? ImageTokens { get; init; }

    public Dictionary<string, decimal>? PerImage { get; init; }

    public Dictionary<string, decimal>? PerSecondVideo { get; init; }

    public long? ContextWindow { get; init; }

    public long? MaxOutputTokens { get; init; }

    public required string Status { get; init; }

    public DateOnly? ShutdownDate { get; init; }

    public string? RoutesTo { get; init; }

    public DateOnly? RoutesFrom { get; init; }

    public string? Replacement { get; init; }

    public required string Confidence { get; init; }

    public required string Source { get; init; }

    public string? Note { get; init; }
}

internal sealed record LongPromptRow(long ThresholdPromptTokens, decimal InputPerMtok, decimal OutputPerMtok, decimal CachedInputPerMtok);

/// <summary>What makes a price another price, spelled in one way (2 and 2.0 are the same rate).</summary>
internal sealed record PriceIdentity(string Model, DateOnly From, IReadOnlyList<string> Rates)
{
    public static PriceIdentity Of(PriceRow row) => new(row.Model, row.EffectiveFrom,
    [
        Spell("input", row.InputPerMtok),
        Spell("cached", row.CachedInputPerMtok),
        Spell("output", row.OutputPerMtok),
        Spell("image_in", row.InputImagePerMtok),
        Spell("audio_in", row.InputAudioPerMtok),
        Spell("video_in", row.InputVideoPerMtok),
        Spell("image_out", row.ImageOutputPerMtok),
        Spell("audio_out", row.AudioOutputPerMtok),
        Spell("video_out", row.VideoOutputPerMtok),
        .. SpellAll("per_image", row.PerImage),
        .. SpellAll("per_second", row.PerSecondVideo),
        Spell("above", row.Above200k?.ThresholdPromptTokens),
        Spell("above_input", row.Above200k?.InputPerMtok),
        Spell("above_cached", row.Above200k?.CachedInputPerMtok),
        Spell("above_output", row.Above200k?.OutputPerMtok),
    ]);

    private static string Spell(string name, decimal? rate) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}={rate:0.############}");

    private static IEnumerable<string> SpellAll(string name, Dictionary<string, decimal>? rates) =>
        (rates ?? []).OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => Spell($"{name}.{r.Key}", r.Value));
}
