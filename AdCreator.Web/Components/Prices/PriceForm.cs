using System.Globalization;
using AdCreator.Core.Pricing;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Web.Components.Shared;

namespace AdCreator.Web.Components.Prices;

/// <summary>What an admin types for a price: texts, so that nothing is rounded before it is checked.</summary>
public sealed class PriceForm
{
    private const decimal Million = 1_000_000m;

    /// <summary>Units that most prices have.</summary>
    public static IReadOnlyList<string> CommonUnits { get; } = ["input", "cached_input", "output", "image_output"];

    /// <summary>Units that few prices have.</summary>
    public static IReadOnlyList<string> RareUnits { get; } =
    [
        "image_input", "audio_input", "video_input", "audio_output", "video_output", "long_above", "long_input", "long_cached_input", "long_output",
    ];

    public string Model { get; set; } = "";

    public string Kind { get; set; } = "text";

    /// <summary>UTC, as a browser's date and time field gives it.</summary>
    public string From { get; set; } = "";

    public string To { get; set; } = "";

    /// <summary>Rates by unit, as typed.</summary>
    public Dictionary<string, string> Rates { get; } = new(StringComparer.Ordinal);

    /// <summary>Such as <c>1K 0.0336; 4K 0.1134</c>.</summary>
    public string PerImage { get; set; } = "";

    public string PerSecond { get; set; } = "";

    public string Source { get; set; } = "";

    public string Note { get; set; } = "";

    /// <summary>A form that starts from the price that holds, with the next full minute. The source is the new price's own.</summary>
    public static PriceForm Of(string? model, PriceVersion? price, DateTimeOffset now, CultureInfo culture)
    {
        var form = new PriceForm { Model = model ?? "", Kind = price?.Kind ?? "text", From = now.UtcDateTime.AddTicks(TimeSpan.TicksPerMinute - 1).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) };
        if (price is null)
        {
            return form;
        }

        foreach (var unit in RateUnits.Of(price.Rates).Where(u => u.IsPerMillion))
        {
            form.Rates[unit.Key] = unit.Shown.ToString("0.##########", culture);
        }

        form.Rates["long_above"] = price.Rates.LongPrompt?.AbovePromptTokens.ToString(culture) ?? "";
        form.PerImage = Spell(price.Rates.PerImage, culture);
        form.PerSecond = Spell(price.Rates.PerSecond, culture);
        return form;
    }

    /// <summary>The input, or what cannot be read as one.</summary>
    public (CorrectionInput? Input, IReadOnlyList<PriceProblem> Problems) Read(CultureInfo culture)
    {
        List<PriceProblem> problems = [];
        var from = InstantOf(nameof(CorrectionInput.EffectiveFrom), From, problems);
        var to = string.IsNullOrWhiteSpace(To) ? null : InstantOf(nameof(CorrectionInput.EffectiveTo), To, problems);
        var rates = new PriceRates
        {
            Input = RateOf("input", culture, problems),
            CachedInput = RateOf("cached_input", culture, problems),
            Output = RateOf("output", culture, problems),
            ImageInput = RateOf("image_input", culture, problems),
            AudioInput = RateOf("audio_input", culture, problems),
            VideoInput = RateOf("video_input", culture, problems),
            ImageOutput = RateOf("image_output", culture, problems),
            AudioOutput = RateOf("audio_output", culture, problems),
            VideoOutput = RateOf("video_output", culture, problems),
            LongPrompt = LongOf(culture, problems),
            PerImage = PiecesOf(nameof(PerImage), PerImage, culture, problems),
            PerSecond = PiecesOf(nameof(PerSecond), PerSecond, culture, problems),
        };
        return problems.Count > 0 || from is null
            ? (null, problems)
            : (new CorrectionInput { Model = Model, Kind = Kind, EffectiveFrom = from.Value, EffectiveTo = to, Rates = rates, Source = Source, Note = Note }, []);
    }

    private static DateTimeOffset? InstantOf(string field, string text, List<PriceProblem> problems)
    {
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
        {
            return instant;
        }

        problems.Add(new PriceProblem(field, "Enter a day and a time, such as 2026-12-01 00:00."));
        return null;
    }

    private LongPromptRates? LongOf(CultureInfo culture, List<PriceProblem> problems)
    {
        var above = NumberOf("long_above", culture, problems);
        var (input, cached, output) = (RateOf("long_input", culture, problems), RateOf("long_cached_input", culture, problems), RateOf("long_output", culture, problems));
        if (above is null && input is null && cached is null && output is null)
        {
            return null;
        }

        if (above is >= 1 and <= int.MaxValue && decimal.Truncate(above.Value) == above && input is not null && output is not null)
        {
            return new LongPromptRates((long)above.Value, input.Value, cached ?? input.Value, output.Value);
        }

        problems.Add(new PriceProblem("Rates.long_above", "Long prompts need a whole number of tokens and rates for input and output."));
        return null;
    }

    private decimal? RateOf(string unit, CultureInfo culture, List<PriceProblem> problems) => NumberOf(unit, culture, problems) / Million;

    private decimal? NumberOf(string unit, CultureInfo culture, List<PriceProblem> problems)
    {
        var text = Rates.GetValueOrDefault(unit);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (TryNumber(text, culture, out var number))
        {
            return number;
        }

        problems.Add(new PriceProblem($"Rates.{unit}", $"Enter a number such as {0.075m.ToString(culture)}."));
        return null;
    }

    private static Dictionary<string, decimal> PiecesOf(string field, string text, CultureInfo culture, List<PriceProblem> problems)
    {
        Dictionary<string, decimal> pieces = new(StringComparer.Ordinal);
        foreach (var entry in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (entry.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var size, var rate] && TryNumber(rate, culture, out var number) && pieces.TryAdd(size, number))
            {
                continue;
            }

            problems.Add(new PriceProblem(field, $"Enter each size once with its rate, such as 1K {0.0336m.ToString(culture)}; 4K {0.1134m.ToString(culture)}."));
            return [];
        }

        return pieces;
    }

    private static bool TryNumber(string text, CultureInfo culture, out decimal number) => AmountConverter.TryParse(text, culture, out number) && Math.Abs(number) <= 1_000_000_000_000m;

    private static string Spell(IReadOnlyDictionary<string, decimal> pieces, CultureInfo culture) =>
        string.Join("; ", pieces.Select(p => $"{p.Key} {p.Value.ToString("0.##########", culture)}"));
}
