using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Data;

namespace AdCreator.Core.Demo;

/// <summary>A hook as the demo model answers it.</summary>
internal sealed record DemoHook(string Type, string Emotion, string Pattern, string Text, string Scene);

/// <summary>Writes a batch of hooks as asked: each of its kind and pattern, none twice, and nothing that the prompt does not say.</summary>
internal static partial class DemoHooks
{
    /// <summary>Letters of a hook, as <c>hook-batch.md</c> asks for.</summary>
    private const int MaxLength = 70;

    private const int OfferEvery = 3;

    /// <summary>Hooks of one batch stay this far below the likeness that the page warns of, as audience and offer are still added.</summary>
    private const double Unlike = HookSimilarity.Threshold - 0.1;

    private static readonly Lazy<Dictionary<string, Line[]>> Lines = new(Read);

    /// <summary>One hook for each line of the prompt's list; empty when it has none.</summary>
    public static IReadOnlyList<DemoHook> Write(DemoFacts facts, int seed)
    {
        var asked = facts.AskedHooks;
        var texts = new string[asked.Count];

        // What must name a figure has the least to choose from, so it chooses first.
        foreach (var i in Enumerable.Range(0, asked.Count).OrderBy(i => asked[i].Pattern.StartsWith("number", StringComparison.OrdinalIgnoreCase) ? 0 : 1))
        {
            texts[i] = Compose(facts, asked[i].Type, asked[i].Pattern, seed + i, [.. texts.OfType<string>()]);
        }

        return [.. asked.Select((a, i) => new DemoHook(a.Type, a.Emotion, a.Pattern, Pointed(texts[i], facts, i), DemoCopy.Scene(facts, seed + i)))];
    }

    /// <summary>The first line of the pattern that is unlike all others, those of the kind first; where all are alike, the one that is least so.</summary>
    private static string Compose(DemoFacts facts, string type, string pattern, int seed, string[] used)
    {
        var ofPattern = Lines.Value.GetValueOrDefault(pattern) ?? [.. Lines.Value.Values.SelectMany(l => l)];
        var fitting = Array.FindAll(ofPattern, l => l.For.Any(f => type.Contains(f, StringComparison.OrdinalIgnoreCase)));
        var candidates = from line in fitting.Concat(ofPattern.Except(fitting))
                         from turn in Enumerable.Range(0, line.Text.Contains("enefit}", StringComparison.Ordinal) ? Math.Max(1, facts.Benefits.Length) : 1)
                         let text = Fill(line.Text, facts, seed + turn)
                         where text.Length <= MaxLength && !facts.Prompt.Contains(text, StringComparison.OrdinalIgnoreCase)
                         select (Text: text, Likeness: used.Select(u => HookSimilarity.Between(text, u, facts.Product, facts.Brand)).DefaultIfEmpty(0).Max());
        return candidates.OrderBy(c => c.Likeness < Unlike ? 0 : c.Likeness).Select(c => c.Text).FirstOrDefault() ?? $"{Capital(pattern)}, {type}.";
    }

    /// <summary>The line turned to the audience, and now and then to the offer, where there is room.</summary>
    private static string Pointed(string text, DemoFacts facts, int index)
    {
        var offer = facts.Offer;
        if (offer.Length > 0 && index % OfferEvery == OfferEvery - 1 && $"{text} {offer}." is { Length: <= MaxLength } withOffer)
        {
            return withOffer;
        }

        var audience = AudienceOf(facts);
        if (audience.Length == 0)
        {
            return text;
        }

        var opens = index % 2 == 0 && !text.Contains(':', StringComparison.Ordinal);
        var spoken = opens ? $"{Capital(audience)}: {Uncapital(text, facts)}" : $"{text} For {audience}.";
        return spoken.Length <= MaxLength ? spoken : text;
    }

    /// <summary>The people alone: what they want comes after.</summary>
    private static string AudienceOf(DemoFacts facts)
    {
        var people = AudienceEnd().Split(facts.Audience)[0].Trim(' ', '.', ':', ';');
        return people.Length is > 2 and <= 30 ? Uncapital(people, facts) : "";
    }

    private static string Fill(string line, DemoFacts facts, int seed)
    {
        var benefits = facts.Benefits;
        var benefit = benefits.Length == 0 ? "made with care" : benefits[seed % benefits.Length];
        var other = benefits.Length < 2 ? "Made with care" : benefits[(seed + 1) % benefits.Length];
        var numbered = Array.Find(benefits, b => Number().IsMatch(b)) ?? benefit;
        return Placeholder().Replace(line, match => match.Value switch
        {
            "{benefit}" => Uncapital(benefit, facts),
            "{Benefit}" => Capital(benefit),
            "{Other}" => Capital(other),
            "{number}" => Uncapital(numbered, facts),
            "{Number}" => Capital(numbered),
            "{Product}" => Capital(facts.Product),
            _ => facts.Product,
        });
    }

    private static string Capital(string text) => char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];

    /// <summary>Inside a sentence a fragment begins small, unless it begins with a name or an abbreviation.</summary>
    private static string Uncapital(string text, DemoFacts facts)
    {
        var isName = text.StartsWith(facts.Product, StringComparison.OrdinalIgnoreCase) || (facts.Brand.Length > 0 && text.StartsWith(facts.Brand, StringComparison.OrdinalIgnoreCase));
        return isName || (text.Length > 1 && char.IsUpper(text[1])) ? text : char.ToLower(text[0], CultureInfo.InvariantCulture) + text[1..];
    }

    private static Dictionary<string, Line[]> Read()
    {
        using var stream = typeof(DemoHooks).Assembly.GetManifestResourceStream("Demo.hook-lines.json")
            ?? throw new InvalidOperationException("The demo's lines are not part of this program.");
        var lines = JsonSerializer.Deserialize<Dictionary<string, Line[]>>(stream, JsonColumn.Options)!;
        return new Dictionary<string, Line[]>(lines, StringComparer.OrdinalIgnoreCase);
    }

    private sealed record Line(string[] For, string Text);

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|sixteen|twenty|hundred|zero)\b", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"[,.;(]|\s(who|that|which|with|in|on|at|after|before|from|between|looking)\s", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AudienceEnd();
}
