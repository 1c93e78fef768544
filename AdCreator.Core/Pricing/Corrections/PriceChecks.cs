using System.Text.RegularExpressions;

namespace AdCreator.Core.Pricing.Corrections;

/// <summary>Says what is wrong with a price before it is stored.</summary>
public static partial class PriceChecks
{
    public const int MaxModelLength = 120;

    public const int MaxSourceLength = 500;

    public const int MaxNoteLength = 1000;

    /// <summary>US dollars for one unit: above this a rate was surely meant for a million.</summary>
    public const decimal MaxRateUsd = 1_000m;

    /// <summary>What a model makes.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["text", "image", "video", "embedding", "tts"];

    /// <summary>Everything that is wrong; empty when the price can be stored.</summary>
    public static IReadOnlyList<PriceProblem> Of(CorrectionInput input)
    {
        List<PriceProblem> problems = [.. Rates(input.Rates), .. Answers(input.Kind, input.Rates)];
        if (!ModelShape().IsMatch(PlainModel(input.Model)))
        {
            problems.Add(new(nameof(input.Model), "Enter a model id such as gemini-3.8-flash: letters, digits, dots, dashes and underscores, at most 120 characters."));
        }

        if (!Kinds.Contains(input.Kind, StringComparer.Ordinal))
        {
            problems.Add(new(nameof(input.Kind), $"The kind is one of {string.Join(", ", Kinds)}."));
        }

        if (input.EffectiveTo is { } end && Cut(end) <= Cut(input.EffectiveFrom))
        {
            problems.Add(new(nameof(input.EffectiveTo), "The end must lie after the start. Leave it empty for a price without an end."));
        }

        if (string.IsNullOrWhiteSpace(input.Source) || input.Source.Trim().Length > MaxSourceLength)
        {
            problems.Add(new(nameof(input.Source), $"Say where the price was read: an address or a few words, at most {MaxSourceLength} characters."));
        }

        if (input.Note?.Trim().Length > MaxNoteLength)
        {
            problems.Add(new(nameof(input.Note), $"A note has at most {MaxNoteLength} characters."));
        }

        return problems;
    }

    /// <summary>The id without <c>models/</c> and blanks around it.</summary>
    public static string PlainModel(string model)
    {
        var plain = model.Trim();
        return plain.StartsWith("models/", StringComparison.Ordinal) ? plain["models/".Length..] : plain;
    }

    /// <summary>Instants are compared to the millisecond, like those of calls.</summary>
    internal static DateTimeOffset Cut(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    private static IEnumerable<PriceProblem> Rates(PriceRates rates)
    {
        var units = RateUnits.Of(rates);
        if (units.Count == 0)
        {
            yield return new PriceProblem(nameof(CorrectionInput.Rates), "Enter at least one rate.");
        }
        else if (!rates.HasTokenRates && rates.PerImage.Count == 0 && rates.PerSecond.Count == 0)
        {
            yield return new PriceProblem($"{nameof(CorrectionInput.Rates)}.{RateUnits.Input}", "A price by tokens needs a rate for input.");
        }

        foreach (var unit in units)
        {
            if (WrongOf(unit) is { } wrong)
            {
                yield return new PriceProblem($"{nameof(CorrectionInput.Rates)}.{unit.Key}", wrong);
            }
        }
    }

    /// <summary>Where tokens are billed, what the model makes needs a rate of its own: else answers would cost nothing, or pictures what words do.</summary>
    private static IEnumerable<PriceProblem> Answers(string kind, PriceRates rates)
    {
        var (unit, wrong) = kind switch
        {
            "image" when rates.ImageOutput is null => ("image_output", "A model that draws and is billed by tokens needs a rate for image output: a price per image does not count beside token rates."),
            "text" when rates.Output is null => (RateUnits.Output, "A text model needs a rate for output."),
            "tts" when (rates.AudioOutput ?? rates.Output) is null => (RateUnits.Output, "A speech model needs a rate for audio output, or for output."),
            "video" when (rates.VideoOutput ?? rates.Output) is null => (RateUnits.Output, "A video model that is billed by tokens needs a rate for video output, or for output."),
            _ => (null, ""),
        };
        if (rates.HasTokenRates && unit is not null)
        {
            yield return new PriceProblem($"{nameof(CorrectionInput.Rates)}.{unit}", wrong);
        }
    }

    private static string? WrongOf(RateUnit unit) => unit switch
    {
        { RateUsd: < 0 } => "A rate is 0 or more.",
        { RateUsd: > MaxRateUsd } => "A rate is at most $1,000 for one unit.",
        _ when decimal.Round(unit.RateUsd, 10) != unit.RateUsd => unit.IsPerMillion
            ? "A rate has at most 4 decimals for a million tokens (10 for one token)."
            : "A rate has at most 10 decimals.",
        _ => null,
    };

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,119}\z", RegexOptions.None, 1000)]
    private static partial Regex ModelShape();
}
