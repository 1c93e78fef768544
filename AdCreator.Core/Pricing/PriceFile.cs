using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdCreator.Core.Pricing;

/// <summary>Reads <c>gemini-prices.json</c>; a name, type or number it does not understand is an error, not a guess.</summary>
internal static class PriceFile
{
    private const decimal TokensPerRate = 1_000_000m;

    internal static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static PriceBook Read(Stream json)
    {
        try
        {
            var file = JsonSerializer.Deserialize<PriceFileContent>(json, Strict) ?? throw new PriceBookException("The price file is empty.");
            var tiers = TiersOf(file.Rules);
            return new PriceBook(
                file.Models.Select(row => VersionOf(row, file.Compiled) with { TierFactors = tiers.Of(row.Model) }),
                file.Models.Where(row => row.RoutesTo is not null).Select(RouteOf),
                tiers);
        }
        catch (JsonException exception)
        {
            throw new PriceBookException($"The price file is malformed: {exception.Message}", exception);
        }
    }

    private static ServiceTiers TiersOf(JsonElement rules)
    {
        if (rules.ValueKind != JsonValueKind.Object || !rules.TryGetProperty("service_tiers", out var rows))
        {
            return ServiceTiers.None;
        }

        var factors = rows.Deserialize<List<ServiceTierFactor>>(Strict) ?? [];
        return factors.TrueForAll(f => f.Factor > 0)
            ? new ServiceTiers(factors)
            : throw new PriceBookException("A service tier's factor must be above 0.");
    }

    /// <exception cref="PriceBookException">The row says something impossible.</exception>
    internal static PriceVersion VersionOf(PriceRow row, DateOnly compiled)
    {
        if (row.Currency != "USD" || row.EffectiveTo <= row.EffectiveFrom)
        {
            throw Malformed(row, "its currency is not USD or its span is empty");
        }

        var rates = RatesOf(row);
        if (!rates.HasTokenRates && rates.PerImage.Count == 0 && rates.PerSecond.Count == 0)
        {
            throw Malformed(row, "it has no rate at all");
        }

        return new PriceVersion
        {
            Id = IdOf(row),
            Model = row.Model,
            Kind = row.Kind,
            EffectiveFrom = StartOf(row.EffectiveFrom),
            EffectiveTo = row.EffectiveTo is { } end ? StartOf(end) : null,
            Rates = rates,
            ImageTokens = row.ImageTokens ?? [],
            Source = row.Source,
            Confidence = row.Confidence,
            Status = row.Status,
            CheckedOn = compiled,
        };
    }

    private static PriceRates RatesOf(PriceRow row) => new()
    {
        Input = PerToken(row, row.InputPerMtok),
        CachedInput = PerToken(row, row.CachedInputPerMtok),
        Output = PerToken(row, row.OutputPerMtok),
        ImageInput = PerToken(row, row.InputImagePerMtok),
        AudioInput = PerToken(row, row.InputAudioPerMtok),
        VideoInput = PerToken(row, row.InputVideoPerMtok),
        ImageOutput = PerToken(row, row.ImageOutputPerMtok),
        AudioOutput = PerToken(row, row.AudioOutputPerMtok),
        VideoOutput = PerToken(row, row.VideoOutputPerMtok),
        PerImage = (row.PerImage ?? []).ToDictionary(p => p.Key, p => Checked(row, p.Value), StringComparer.Ordinal),
        PerSecond = (row.PerSecondVideo ?? []).ToDictionary(p => p.Key, p => Checked(row, p.Value), StringComparer.Ordinal),
        LongPrompt = row.Above200k is not { } above ? null : new LongPromptRates(
            above.ThresholdPromptTokens,
            Checked(row, above.InputPerMtok / TokensPerRate),
            Checked(row, above.CachedInputPerMtok / TokensPerRate),
            Checked(row, above.OutputPerMtok / TokensPerRate)),
    };

    private static decimal? PerToken(PriceRow row, decimal? perMillion) =>
        perMillion is { } rate ? Checked(row, rate / TokensPerRate) : null;

    /// <summary>Money is stored to 10^-10 dollars: a finer rate could not be added up exactly.</summary>
    private static decimal Checked(PriceRow row, decimal rate) =>
        rate >= 0 && decimal.Round(rate, 10) == rate ? rate : throw Malformed(row, $"the rate {rate} is negative or finer than 10^-10 dollars");

    private static ModelRoute RouteOf(PriceRow row) =>
        new(row.Model, row.RoutesTo!, StartOf(row.RoutesFrom ?? throw Malformed(row, "its route has no first day")));

    private static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private static PriceBookException Malformed(PriceRow row, string why) => new($"The price of {row.Model} from {row.EffectiveFrom:O} is malformed: {why}.");

    /// <summary>A UUID of version 8 (RFC 9562) from the SHA-256 of model, first day and rates.</summary>
    private static Guid IdOf(PriceRow row)
    {
        var content = JsonSerializer.Serialize(PriceIdentity.Of(row), Strict);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(content), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
