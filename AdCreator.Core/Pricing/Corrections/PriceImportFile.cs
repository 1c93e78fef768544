using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AdCreator.Core.Pricing.Corrections;

/// <summary>A price file that an admin brings: the format of the shipped one.</summary>
internal sealed partial record PriceImportFile(IReadOnlyList<CorrectionInput> Rows)
{
    /// <summary>Reads a file, or says in which line what is wrong.</summary>
    public static (PriceImportFile? File, ImportProblem? Problem) Read(string json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return (null, new ImportProblem(null, "The file is empty. Choose a JSON file in the format of gemini-prices.json, or paste its text."));
        }

        PriceFileContent? content;
        try
        {
            content = JsonSerializer.Deserialize<PriceFileContent>(json, PriceFile.Strict);
        }
        catch (JsonException e)
        {
            return (null, new ImportProblem((int?)e.LineNumber + 1, Explain(e)));
        }

        if (content is null || content.Currency != "USD" || content.Models.Count is 0 or > PriceImports.MaxRows)
        {
            return (null, new ImportProblem(null, $"The file must be in USD and hold 1 to {PriceImports.MaxRows} prices under \"models\"."));
        }

        return ReadRows(content, LinesOf(json));
    }

    private static (PriceImportFile? File, ImportProblem? Problem) ReadRows(PriceFileContent content, List<int> lines)
    {
        List<CorrectionInput> rows = [];
        foreach (var (index, row) in content.Models.Index())
        {
            try
            {
                var version = PriceFile.VersionOf(row, content.Compiled);
                rows.Add(InputOf(row, version));
            }
            catch (PriceBookException e)
            {
                return (null, new ImportProblem(lines[index], e.Message));
            }

            if (PriceChecks.Of(rows[^1]) is [var problem, ..])
            {
                return (null, new ImportProblem(lines[index], $"{row.Model}: {problem.Message}"));
            }
        }

        return Overlap(rows) is { } second
            ? (null, new ImportProblem(lines[second], $"Two prices of {rows[second].Model} hold at {rows[second].EffectiveFrom:yyyy-MM-dd}."))
            : (new PriceImportFile(rows), null);
    }

    /// <summary>From the day on which a retired model is answered by another, its own price says nothing.</summary>
    private static CorrectionInput InputOf(PriceRow row, PriceVersion version)
    {
        DateTimeOffset? routed = row.RoutesFrom is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;
        var end = version.EffectiveTo is { } to && routed is { } from && from < to ? from : version.EffectiveTo ?? routed;
        return new CorrectionInput
        {
            Model = row.Model,
            Kind = row.Kind,
            EffectiveFrom = version.EffectiveFrom,
            EffectiveTo = end <= version.EffectiveFrom ? version.EffectiveTo : end,
            Rates = version.Rates,
            ImageTokens = version.ImageTokens,
            Source = row.Source,
            Note = row.Note,
        };
    }

    private static int? Overlap(List<CorrectionInput> rows) => rows.Index()
        .GroupBy(r => r.Item.Model, StringComparer.Ordinal)
        .Select(model => model.OrderBy(r => r.Item.EffectiveFrom).ToList())
        .SelectMany(ordered => ordered.Zip(ordered.Skip(1)))
        .Where(pair => pair.First.Item.EffectiveTo is not { } end || end > pair.Second.Item.EffectiveFrom)
        .Select(pair => (int?)pair.Second.Index)
        .FirstOrDefault();

    /// <summary>The line on which each price begins, from 1.</summary>
    private static List<int> LinesOf(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes);
        List<int> lines = [];
        var isInModels = false;
        while (reader.Read())
        {
            if (reader is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName })
            {
                isInModels = reader.ValueTextEquals("models");
            }
            else if (isInModels && reader is { CurrentDepth: 2, TokenType: JsonTokenType.StartObject })
            {
                lines.Add(bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1);
            }
        }

        return lines;
    }

    /// <summary>The reader's words without the program's type names.</summary>
    private static string Explain(JsonException e)
    {
        var message = e.Message;
        if (Missing().Match(message) is { Success: true } missing)
        {
            return $"A field is missing: {missing.Groups["names"].Value.TrimEnd('.')}.";
        }

        if (Unknown().Match(message) is { Success: true } unknown)
        {
            return $"The field {unknown.Groups["name"].Value} is not known here. Check its spelling.";
        }

        if (message.Contains("Duplicate property", StringComparison.Ordinal))
        {
            return $"A field stands there twice: {e.Path}.";
        }

        return message.Contains("could not be converted", StringComparison.Ordinal)
            ? $"The value of {e.Path} is of the wrong type. Rates are numbers without quotes, days are written as \"2026-12-01\"."
            : $"This is no JSON: {Position().Replace(message, "").Trim()}";
    }

    [GeneratedRegex(@"missing required properties including: (?<names>.+?)\.?( Path|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex(@"The JSON property (?<name>'[^']*') could not be mapped", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unknown();

    [GeneratedRegex(@"(Path: \S+ \| )?LineNumber: \d+ \| BytePositionInLine: \d+\.?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Position();
}

/// <summary>Why a file cannot be imported.</summary>
/// <param name="Line">From 1; null when it is the whole file.</param>
/// <param name="Reason">What is wrong, one sentence.</param>
public sealed record ImportProblem(int? Line, string Reason);
