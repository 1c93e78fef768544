using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AdCreator.Core.Imaging;

namespace AdCreator.Core.Demo;

/// <summary>Values for the properties of an answer, by what their names say.</summary>
internal sealed partial class DemoWords(DemoRequest request)
{
    /// <summary>Key under which the name of the object around is found.</summary>
    public const string Around = "";

    private static readonly string[] ScoreNames = ["score", "rating", "points"];

    private readonly DemoFacts facts = new(request.Text);

    private readonly DemoReview review = new(request);

    private readonly Lazy<string[]> palette = new(() => request.Pictures.Count == 0 ? ["#E8DCCB", "#7A8B6F", "#2F3B35"] : PicturePalette.Of(request.Pictures[0]));

    private readonly Lazy<IReadOnlyList<DemoHook>> asked = new(() => DemoHooks.Write(new DemoFacts(request.Text), request.Seed));

    private string entered = "";

    private bool IsReview => request.Pictures.Count > 0 && request.Schema?.ToJsonString().Contains("score", StringComparison.OrdinalIgnoreCase) == true;

    public void Enter(string name) => entered = name;

    public JsonNode? Choose(string name, JsonArray values, int index)
    {
        if (IsReview && name.Contains("verdict", StringComparison.OrdinalIgnoreCase))
        {
            return values.FirstOrDefault(v => string.Equals(v?.ToString(), review.Verdict(), StringComparison.OrdinalIgnoreCase)) ?? values[0];
        }

        // Criteria come each in turn; choices vary with the seed.
        return IsCriterion(name) ? values[index % values.Count] : values[(request.Seed + index) % values.Count];
    }

    public int CountOf(string name, JsonObject items)
    {
        if (items["properties"] is JsonObject properties)
        {
            var criterion = properties.FirstOrDefault(p => IsCriterion(p.Key) && p.Value is JsonObject o && o["enum"] is JsonArray);
            if (criterion.Value?["enum"] is JsonArray values && properties.Any(p => IsScore(p.Key)))
            {
                return values.Count;
            }

            if (properties.Any(p => IsScore(p.Key)) && NamedCriteria().Length > 0)
            {
                return NamedCriteria().Length;
            }
        }

        if (IsHookList(name) && asked.Value.Count > 0)
        {
            return asked.Value.Count;
        }

        if (name.Contains("hook", StringComparison.OrdinalIgnoreCase) && Wanted().Match(request.Text) is { Success: true } wanted)
        {
            return int.Parse(wanted.Groups["count"].Value, CultureInfo.InvariantCulture);
        }

        return 3;
    }

    private static bool IsHookList(string name) => name.Contains("hook", StringComparison.OrdinalIgnoreCase);

    public double Number(string name, JsonObject siblings, int index, double lowest, double highest)
    {
        if (IsScore(name))
        {
            return review.ScoreOf(CriterionOf(siblings, index, name), lowest, highest);
        }

        if (name.Contains("confidence", StringComparison.OrdinalIgnoreCase))
        {
            return lowest + ((highest - lowest) * 0.86);
        }

        return lowest + ((highest - lowest) * request.RandomFor(name + index).NextDouble());
    }

    public static bool Boolean(string name) =>
        !name.Contains("invent", StringComparison.OrdinalIgnoreCase) && !name.Contains("artifact", StringComparison.OrdinalIgnoreCase) && !name.Contains("has_text", StringComparison.OrdinalIgnoreCase);

    public string Text(string name, string? format, JsonObject siblings, int index)
    {
        var list = IsHookList(siblings[Around]?.ToString() ?? "") ? asked.Value : [];
        var (kind, emotion, text, scene) = index < list.Count
            ? (list[index].Type, list[index].Emotion, list[index].Text, list[index].Scene)
            : DemoCopy.WriteHook(facts, request.Seed, index, siblings["type"]?.ToString());
        if (name == "pattern")
        {
            return index < list.Count ? list[index].Pattern : "imperative";
        }

        var hook = (kind, emotion, text, scene);
        return format switch
        {
            "date" => "2026-01-15",
            "date-time" => "2026-01-15T09:00:00Z",
            "time" => "09:00:00Z",
            "uuid" => "01890a5d-ac96-774b-bcce-b302099a8057",
            "email" => "someone@example.com",
            "uri" or "url" => "https://example.com/",
            _ => ByName(name.ToLowerInvariant(), hook, siblings, index),
        };
    }

    private string ByName(string name, (string Kind, string Emotion, string Text, string Scene) hook, JsonObject siblings, int index) => name switch
    {
        _ when IsCriterion(name) && NamedCriteria() is { Length: > 0 } criteria => criteria[index % criteria.Length],
        _ when Has(name, "reason") || Has(name, "why") || Has(name, "comment") || Has(name, "rationale") => review.ReasonFor(CriterionOf(siblings, index, name)),
        _ when Has(name, "summary") || Has(name, "verdict") => IsReview ? review.Summary() : "One product, clearly lit, with calm space for a line of copy.",
        _ when name == "palette" && siblings.ContainsKey(Around) => string.Join(", ", palette.Value),
        _ when Has(name, "strength") => "One clear subject, strong light and a single line that is read before anything else.",
        _ when Has(name, "palette") || Has(name, "color") || Has(name, "colour") => palette.Value[index % palette.Value.Length],
        _ when Has(name, "hook_type") || name == "type" => hook.Kind,
        _ when Has(name, "emotion") || Has(name, "feeling") => hook.Emotion,
        _ when Has(name, "scene") || Has(name, "setting") || Has(name, "background") => hook.Scene,
        _ when Has(name, "layout") || Has(name, "compos") => "Copy above, product below the middle, wide margins and one clear axis.",
        _ when Has(name, "light") => "Soft daylight from the left with a long, gentle shadow.",
        _ when Has(name, "mood") || Has(name, "tone") => Pick(["calm", "warm", "fresh", "confident"], index),
        _ when Has(name, "style") => Pick(["clean studio photography", "editorial still life", "natural light, few props"], index),
        _ when Has(name, "typograph") || Has(name, "font") => "A large bold sans serif, left aligned, with a small line below.",
        _ when Has(name, "product") => facts.Product,
        _ when Has(name, "brand") => facts.Brand,
        _ when Has(name, "offer") => facts.Offer,
        _ when Has(name, "benefit") => facts.Benefits.ElementAtOrDefault(index) ?? "",
        _ when Has(name, "text") || Has(name, "hook") || Has(name, "headline") || Has(name, "title") || Has(name, "line") => hook.Text,
        _ => $"{facts.Product}: clear and easy to take in.",
    };

    private static bool IsScore(string name) => ScoreNames.Any(s => name.Contains(s, StringComparison.OrdinalIgnoreCase));

    private static bool Has(string name, string word) => name.Contains(word, StringComparison.Ordinal);

    private static bool IsCriterion(string name) => name is "criterion" or "criteria" or "key" or "name" or "id" or "check";

    private string Pick(string[] options, int index) => options[(request.Seed + index) % options.Length];

    private string CriterionOf(JsonObject siblings, int index, string name)
    {
        var named = siblings.FirstOrDefault(p => p.Key.Length > 0 && IsCriterion(p.Key)).Value?.ToString();
        return named ?? siblings[Around]?.ToString() ?? (entered.Length > 0 ? entered : name) + index;
    }

    /// <summary>Criteria that a prompt lists as "- product_fidelity: …".</summary>
    private string[] NamedCriteria() =>
        [.. Criterion().Matches(request.Text + "\n" + request.Instructions).Select(m => m.Groups["key"].Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"^\s*[-*]\s*[`*]*(?<key>[a-z][a-z_]{2,40})[`*]*\s*(:|\(|—|–)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Criterion();

    [GeneratedRegex(@"\b(?<count>\d{1,2})\s+(\w+\s+){0,3}(hooks|lines|headlines)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Wanted();
}
