using System.Collections.Concurrent;
using System.Text.Json;

namespace AdCreator.Core.Ads;

/// <summary>Reads the prompts and answer schemas that stand as files beside their feature.</summary>
internal static class PromptFile
{
    private static readonly ConcurrentDictionary<string, string> Texts = new();

    /// <summary>The text of a prompt, such as <c>Hooks/hook.md</c>.</summary>
    public static string Read(string path) => ReadOf("Ads", path);

    /// <summary>The text of a prompt of another room.</summary>
    public static string ReadOf(string room, string path) => Texts.GetOrAdd($"{room}/{path}", ReadResource);

    /// <summary>The JSON Schema of an answer, such as <c>Hooks/hook.schema.json</c>.</summary>
    public static JsonElement ReadSchema(string path)
    {
        using var document = JsonDocument.Parse(Read(path));
        return document.RootElement.Clone();
    }

    private static string ReadResource(string path)
    {
        var name = path.Replace('/', '.');
        using var stream = typeof(PromptFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The prompt file {path} is missing from the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    }
}
