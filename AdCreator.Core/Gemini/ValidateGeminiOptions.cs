using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Gemini;

/// <summary>Says which key is wrong, why, and what a right value looks like. Never repeats the API key.</summary>
internal sealed partial class ValidateGeminiOptions : IValidateOptions<GeminiOptions>
{
    public ValidateOptionsResult Validate(string? name, GeminiOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(GeminiOptions options)
    {
        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0)
        {
            yield return $"Gemini:BaseUrl is '{options.BaseUrl}', but must be an absolute http or https address, such as https://generativelanguage.googleapis.com.";
        }

        if (!VersionPattern().IsMatch(options.ApiVersion))
        {
            yield return $"Gemini:ApiVersion is '{options.ApiVersion}', but must be a version of the protocol, such as v1beta or v1.";
        }

        if (options.ApiKey is { IsEmpty: false } key && !key.Reveal().All(c => c is > ' ' and <= '~'))
        {
            yield return "Gemini:ApiKey holds a space or a character that no key has; an example is AIza followed by 35 letters and digits.";
        }

        foreach (var (kind, model) in ModelsOf(options.Models))
        {
            if (!ModelPattern().IsMatch(model))
            {
                yield return $"Gemini:Models:{kind} is '{model}', but must be a model id without a path, such as gemini-3.8-flash.";
            }
        }

        foreach (var (key2, limit) in new[] { ("TextTimeout", options.TextTimeout), ("ImageTimeout", options.ImageTimeout) })
        {
            if (limit <= TimeSpan.Zero || limit > TimeSpan.FromHours(1))
            {
                yield return $"Gemini:{key2} is '{limit}', but must be more than 0 and at most an hour, such as 00:01:00.";
            }
        }

        if (options.Backoff <= TimeSpan.Zero || options.Backoff > TimeSpan.FromSeconds(60))
        {
            yield return $"Gemini:Backoff is '{options.Backoff}', but must be more than 0 and at most a minute, such as 00:00:01.";
        }
    }

    private static (string Kind, string Model)[] ModelsOf(GeminiModels models) =>
    [
        ("Image", models.Image), ("Vision", models.Vision), ("Text", models.Text), ("Embedding", models.Embedding), ("Video", models.Video),
    ];

    [GeneratedRegex("^v[0-9]+((alpha|beta)[0-9]*)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionPattern();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ModelPattern();
}
