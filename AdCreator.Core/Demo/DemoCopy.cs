using System.Globalization;
using System.Text.RegularExpressions;

namespace AdCreator.Core.Demo;

/// <summary>Writes hooks from the facts of a prompt: nothing is claimed that the prompt does not say.</summary>
internal static partial class DemoCopy
{
    private const int MaxLength = 70;

    /// <summary>Lines by a word of the kind that is asked for; {benefit} inside a sentence, {Benefit} at its start.</summary>
    private static readonly (string Kind, string Text)[] Lines =
    [
        ("question", "What if the best part was this simple?"),
        ("question", "When did you last choose {product}?"),
        ("question", "{Benefit}: what more do you need?"),
        ("claim", "{Benefit}. It really is that simple."),
        ("claim", "{Product}. {Benefit}."),
        ("before", "Before: rush. After: {product}."),
        ("before", "Yesterday a chore, today {product}."),
        ("how-to", "How to begin well: {product}."),
        ("how-to", "Three steps: pause, breathe, {product}."),
        ("myth", "Myth: good things take long. Meet {product}."),
        ("myth", "They say it cannot be simple. It can."),
        ("sensory", "Quiet light, clean lines, {product}."),
        ("sensory", "Close your eyes. Then think of {product}."),
        ("story", "Monday, 7:12. {Product} is already there."),
        ("story", "It began with one try of {product}."),
        ("challenge", "Try one week with {product}."),
        ("challenge", "Swap one habit for {product}."),
        ("old way", "The old way was louder. {Product} is not."),
        ("old way", "Less fuss than you are used to: {product}."),
        ("direct", "You asked for simple. Here is {product}."),
        ("direct", "This one is for you: {product}."),
        ("moment", "For the first quiet minute of the day."),
        ("moment", "Five o'clock belongs to {product}."),
        ("unexpected", "Look closer: {benefit}."),
        ("unexpected", "Read the label twice: {benefit}."),
        ("invitation", "Come in, sit down, have {product}."),
        ("invitation", "There is room for {product} here."),
        ("promise", "{Benefit}, just as it says."),
        ("promise", "{Benefit}. Every time."),
    ];

    private static readonly string[] Emotions = ["curiosity", "relief", "delight", "calm", "pride", "belonging", "anticipation", "confidence"];

    private static readonly string[] Scenes =
    [
        "{Product} on a low podium in a plain studio, one soft light, the backdrop a gentle gradient.",
        "{Product} on a table by a window, panes of morning sun on the wall, the shadow of a plant.",
        "{Product} on a wooden kitchen counter, the room behind far out of focus, warm morning light.",
        "{Product} on a terrazzo ledge before an arch in strong sun, the wall above it clean.",
        "{Product} on a flat rock before mountain ridges in haze at dawn, the sky empty.",
        "{Product} in still water with rings around it, soft light from above.",
        "{Product} on pale stone between green leaves, fresh light, plenty of clear space above.",
        "{Product} before hills of cut paper and a paper sun, calm and graphic.",
        "{Product} on a dark glossy table, a city at night behind glass, its lights out of focus.",
        "{Product} on fabric in soft folds, evening light from the left.",
    ];

    /// <summary>Hook number <paramref name="index"/> of an answer; a line that the prompt already holds is passed over.</summary>
    /// <param name="kind">Kind that a schema's enumeration gave, or null: then the one the prompt asks for counts.</param>
    public static (string Kind, string Emotion, string Text, string Scene) WriteHook(DemoFacts facts, int seed, int index, string? kind)
    {
        var asked = kind ?? facts.KindOfHook;
        var emotion = facts.Emotion ?? Emotions[(seed + index) % Emotions.Length];
        (string Kind, string Text)[] fitting = [.. Lines.Where(l => asked?.Contains(l.Kind, StringComparison.OrdinalIgnoreCase) == true)];
        var scene = Scene(facts, seed + index);
        foreach (var candidates in new[] { fitting, Lines })
        {
            for (var i = 0; i < candidates.Length; i++)
            {
                var line = candidates[(int)((seed + ((long)(index + i) * 7)) % candidates.Length)];
                var text = Fill(line.Text, facts, seed + index);
                if (text.Length <= MaxLength && !facts.Prompt.Contains(text, StringComparison.OrdinalIgnoreCase))
                {
                    return (asked ?? line.Kind, emotion, text, scene);
                }
            }
        }

        return (asked ?? "statement", emotion, "Worth a second look.", scene);
    }

    public static string Scene(DemoFacts facts, int seed) => Fill(Scenes[seed % Scenes.Length], facts, seed);

    /// <summary>A plain answer in a sentence or two.</summary>
    public static string Answer(DemoFacts facts, int pictures)
    {
        var about = pictures > 0 ? "The picture shows one product, clearly lit, with calm space around it. " : "";
        return $"{about}This is the demo model: it answers the protocol, not the question. For {facts.Product}, lead with one benefit and leave the rest out.";
    }

    private static string Fill(string line, DemoFacts facts, int seed)
    {
        var benefits = facts.Benefits;
        var benefit = benefits.Length == 0 ? "made with care" : benefits[seed % benefits.Length];
        return Placeholder().Replace(line, match => match.Value switch
        {
            "{benefit}" => Small(benefit),
            "{Benefit}" => Capital(benefit),
            "{Product}" => Capital(facts.Product),
            _ => facts.Product,
        });
    }

    private static string Capital(string text) => char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];

    /// <summary>Inside a sentence a benefit begins small, unless its first word is an abbreviation.</summary>
    private static string Small(string benefit) =>
        benefit.Length > 1 && char.IsUpper(benefit[1]) ? benefit : char.ToLower(benefit[0], CultureInfo.InvariantCulture) + benefit[1..];

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
