namespace AdCreator.Core.Pricing;

/// <summary>US dollars for one unit: a token where nothing else is said. Null where the model has no such price.</summary>
public sealed record PriceRates
{
    public decimal? Input { get; init; }

    /// <summary>Null means that cached tokens cost what fresh ones do.</summary>
    public decimal? CachedInput { get; init; }

    /// <summary>Text answers and thinking.</summary>
    public decimal? Output { get; init; }

    public decimal? ImageInput { get; init; }

    public decimal? AudioInput { get; init; }

    public decimal? VideoInput { get; init; }

    public decimal? ImageOutput { get; init; }

    public decimal? AudioOutput { get; init; }

    public decimal? VideoOutput { get; init; }

    /// <summary>US dollars an image, by size; <see cref="AnySize"/> where the size does not matter.</summary>
    public IReadOnlyDictionary<string, decimal> PerImage { get; init; } = None;

    /// <summary>US dollars a second of video, by resolution.</summary>
    public IReadOnlyDictionary<string, decimal> PerSecond { get; init; } = None;

    /// <summary>Rates of the whole request when its prompt is longer than the threshold.</summary>
    public LongPromptRates? LongPrompt { get; init; }

    /// <summary>Whether the model is billed by tokens at all.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool HasTokenRates => Input is not null;

    /// <summary>The key of <see cref="PerImage"/> that stands for every size.</summary>
    public const string AnySize = "any";

    private static readonly Dictionary<string, decimal> None = new(StringComparer.Ordinal);
}

/// <summary>The dearer tier of a long prompt, US dollars a token.</summary>
/// <param name="AbovePromptTokens">Holds when the prompt has more tokens than this.</param>
public sealed record LongPromptRates(long AbovePromptTokens, decimal Input, decimal CachedInput, decimal Output);
