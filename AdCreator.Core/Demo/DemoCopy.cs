using System.Globalization;

namespace AdCreator.Core.Demo;

/// <summary>Writes hooks from the facts of a prompt: nothing is claimed that the prompt does not say.</summary>
internal static class DemoCopy
{
    private const int MaxLength = 90;

    private static readonly (string Type, string Emotion, string Text)[] Lines =
    [
        ("question", "curiosity", "What if {benefit} took one minute?"),
        ("statement", "calm", "{Benefit}. Every single day."),
        ("story", "warmth", "The first quiet minute of the day starts with {product}."),
        ("contrast", "relief", "Less rush. More {product}."),
        ("question", "recognition", "When did you last stop for yourself?"),
        ("command", "desire", "Make room for {product}."),
        ("benefit", "confidence", "{Benefit}, and nothing you have to think about."),
        ("statement", "pride", "Some things are simply made well. {product}."),
        ("curiosity", "curiosity", "There is a reason it sits at the front of the shelf."),
        ("benefit", "joy", "{Benefit}? Yes, please."),
        ("story", "belonging", "Monday, 7:12. {product} is already on the table."),
        ("contrast", "surprise", "Loud mornings. Quiet {product}."),
        ("command", "anticipation", "Start with {benefit}. The rest can wait."),
        ("problem", "relief", "The day asks a lot. {product} asks nothing."),
        ("statement", "trust", "{product}: {benefit}, plain and simple."),
        ("question", "desire", "Who said {benefit} was only for weekends?"),
        ("curiosity", "anticipation", "Take it home once. You will know why."),
        ("benefit", "calm", "Small ritual, big difference: {benefit}."),
    ];

    private static readonly string[] Scenes =
    [
        "{product} on a sunlit kitchen table, window light from the left, soft shadows, the upper part a calm wall.",
        "{product} on a low podium in a plain studio, one soft light, the background a gentle gradient.",
        "{product} on stone between green leaves, morning light, plenty of clear space above.",
        "{product} before a hazy mountain horizon at dawn, the sky empty.",
        "{product} on folded linen in warm evening light, the backdrop out of focus.",
        "{product} on a terrazzo ledge before an arch, strong sun, clean sky.",
    ];

    /// <summary>Hook number <paramref name="index"/> of an answer; lines that the prompt already holds are passed over.</summary>
    /// <param name="type">A type that must be met, or null.</param>
    public static (string Type, string Emotion, string Text, string Scene) WriteHook(DemoFacts facts, int seed, int index, string? type)
    {
        var candidates = type is null ? Lines : [.. Lines.Where(l => l.Type == type).DefaultIfEmpty(Lines[(seed + index) % Lines.Length])];
        for (var i = 0; i < candidates.Length; i++)
        {
            // A step that shares no factor with the number of lines visits all of them.
            var line = candidates[(int)((seed + ((long)(index + i) * 7)) % candidates.Length)];
            var text = Fill(line.Text, facts, seed + index);
            if (text.Length <= MaxLength && !facts.Prompt.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                return (line.Type, line.Emotion, text, Scene(facts, seed + index));
            }
        }

        var shortest = $"Meet {facts.Product}.";
        return ("statement", "curiosity", shortest.Length <= MaxLength ? shortest : "Something worth a second look.", Scene(facts, seed + index));
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
        var benefit = benefits.Length == 0 ? "a better moment" : benefits[seed % benefits.Length];
        return line
            .Replace("{benefit}", Lower(benefit), StringComparison.Ordinal)
            .Replace("{Benefit}", char.ToUpper(benefit[0], CultureInfo.InvariantCulture) + benefit[1..], StringComparison.Ordinal)
            .Replace("{product}", facts.Product, StringComparison.Ordinal);
    }

    /// <summary>Inside a sentence a benefit begins small, unless its first word is an abbreviation.</summary>
    private static string Lower(string benefit) =>
        benefit.Length > 1 && char.IsUpper(benefit[1]) ? benefit : char.ToLower(benefit[0], CultureInfo.InvariantCulture) + benefit[1..];
}
