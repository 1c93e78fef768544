using System.Text.Json.Nodes;
using AdCreator.Core.Ads.Hooks;

namespace AdCreator.Core.Demo;

/// <summary>What the demo model can say of a translation: it knows no languages, so it marks the words as theirs instead of pretending.</summary>
internal static class DemoTranslation
{
    public static bool Answers(DemoRequest request) => Language(request) is not null && request.Schema?["properties"] is JsonObject fields && fields.ContainsKey("headline");

    public static JsonObject Answer(DemoRequest request)
    {
        var language = Language(request)!;
        return new JsonObject(((JsonObject)request.Schema!["properties"]!).Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, Marked(Line(request, $"{field.Key}: ") ?? "", language))));
    }

    private static string Marked(string text, string language) =>
        text.Length == 0 || text.Length + language.Length + 3 > HookStep.MaxTextLength ? text : $"{text} ({language})";

    private static string? Language(DemoRequest request) => Line(request, "Translate into: ");

    private static string? Line(DemoRequest request, string label) =>
        request.Text.Split('\n').FirstOrDefault(line => line.StartsWith(label, StringComparison.Ordinal)) is { } line ? line[label.Length..].Trim() : null;
}
