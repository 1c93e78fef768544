using System.Text.RegularExpressions;

namespace AdCreator.Core.Demo;

/// <summary>What a prompt says of the product, from its labelled lines such as <c>Product: Morning Calm</c>.</summary>
internal sealed partial class DemoFacts
{
    private readonly Dictionary<string, string> facts = new(StringComparer.OrdinalIgnoreCase);

    public DemoFacts(string prompt)
    {
        Prompt = prompt;
        foreach (Match line in LabelledLine().Matches(prompt))
        {
            facts.TryAdd(line.Groups["label"].Value.Trim(), line.Groups["fact"].Value.Trim());
        }
    }

    public string Prompt { get; }

    public string Brand => Find("Brand", "Brand name") ?? "";

    public string Product => Find("Product", "Product name", "Name") is { Length: > 0 } name ? name : "this product";

    /// <summary>The kind of hook that the prompt asks for, or null.</summary>
    public string? KindOfHook => Find("Kind of hook", "Hook type", "Type");

    /// <summary>The emotion that the prompt asks for, or null.</summary>
    public string? Emotion => Find("Emotion");

    /// <summary>Whom the prompt wants to speak to; empty when it says nothing of it.</summary>
    public string Audience => Find("Audience") ?? "";

    /// <summary>The list of hooks that the prompt asks for, in its order; empty without one.</summary>
    public IReadOnlyList<(string Type, string Emotion, string Pattern)> AskedHooks =>
        [.. AskedHook().Matches(Prompt).Select(m => (m.Groups["type"].Value.Trim(), m.Groups["emotion"].Value.Trim(), m.Groups["pattern"].Value.Trim()))];

    /// <summary>What the picture should show; empty when the prompt says nothing of it.</summary>
    public string Scene => Find("Scene") ?? "";

    /// <summary>Only what the prompt names; never invented.</summary>
    public string Offer => Find("Offer", "Only offer", "Approved offer") is { } offer && !IsNone(offer) ? offer : "";

    public string[] Benefits => [.. (Find("Benefits", "Benefit") ?? "").Split([';', '|', '•', '·'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(b => b.Contains(',', StringComparison.Ordinal) && b.Length > 60 ? b.Split(',', StringSplitOptions.TrimEntries) : [b])
        .Concat(BulletsAfterBenefits())
        .Select(b => b.Trim(' ', '.', '-')).Where(b => b.Length is > 2 and <= 70 && !IsNone(b)).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static bool IsNone(string text) =>
        text.Length == 0 || text.StartsWith("none", StringComparison.OrdinalIgnoreCase) || text is "-" or "(none)" or "n/a";

    private string? Find(params string[] labels) => labels.Select(l => facts.GetValueOrDefault(l)).FirstOrDefault(f => f is not null);

    private string[] BulletsAfterBenefits()
    {
        var block = BenefitBlock().Match(Prompt);
        return block.Success ? [.. block.Groups["bullets"].Value.Split('\n').Select(l => l.Trim().TrimStart('-', '*', ' '))] : [];
    }

    [GeneratedRegex(@"^[ \t>*-]*(?<label>[A-Z][A-Za-z ]{2,28}):[ \t]+(?<fact>\S.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LabelledLine();

    [GeneratedRegex(@"^\d{1,2}\. kind: (?<type>[^;\n]+); emotion: (?<emotion>[^;\n]+); pattern: (?<pattern>[^;\n]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AskedHook();

    [GeneratedRegex(@"^Benefits:[ \t]*\n(?<bullets>(?:[ \t]*[-*][^\n]+\n?)+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BenefitBlock();
}
