using System.Text.Json;
using AdCreator.Core.Data;

namespace AdCreator.Core.Ads.Hooks;

/// <summary>The words a hook is described with: what it is, what it should make people feel, how the line is built.</summary>
/// <param name="Types">14 kinds, such as <c>question</c>.</param>
/// <param name="Emotions">10, such as <c>curiosity</c>.</param>
/// <param name="Patterns">8 ways to build a line, such as <c>list of three</c>.</param>
public sealed record HookKinds(IReadOnlyList<string> Types, IReadOnlyList<string> Emotions, IReadOnlyList<string> Patterns)
{
    /// <summary>Those of <c>hook-kinds.json</c>.</summary>
    public static HookKinds All { get; } = JsonSerializer.Deserialize<HookKinds>(PromptFile.Read("Hooks/hook-kinds.json"), JsonColumn.Options)!;

    /// <summary>The word as it stands in a list, however its letters are written; null for any other.</summary>
    internal static string? Known(IReadOnlyList<string> words, string? given) =>
        words.FirstOrDefault(w => string.Equals(w, given?.Trim(), StringComparison.OrdinalIgnoreCase));
}
