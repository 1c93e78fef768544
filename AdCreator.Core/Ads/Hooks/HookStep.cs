using System.Text;
using System.Text.Json;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.References;
using AdCreator.Core.Data;
using AdCreator.Core.Gemini;

namespace AdCreator.Core.Ads.Hooks;

/// <summary>Asks for a hook and reads the answer.</summary>
public static class HookStep
{
    /// <summary>Letters of a hook that fit every placement's headline.</summary>
    public const int MaxTextLength = 90;

    /// <summary>Letters of a scene; what is longer is cut.</summary>
    public const int MaxSceneLength = 400;

    /// <summary>The prompt for one ad. Kind and emotion follow the ad's number, so that the hooks of a run differ on purpose.</summary>
    /// <param name="brief">What the run is for.</param>
    /// <param name="reference">What a reference ad does well; null without one.</param>
    /// <param name="adNumber">1 to 12.</param>
    public static GeminiPrompt Prompt(Brief brief, ReferenceFindings? reference, int adNumber)
    {
        var turn = adNumber - 1 + brief.Seed % Kinds.Types.Count;
        var kind = Kinds.Types[turn % Kinds.Types.Count];
        var emotion = Kinds.Emotions[(turn * 3) % Kinds.Emotions.Count];
        return Prompt(brief, reference, adNumber, kind, emotion);
    }

    /// <summary>The longest prompt that any ad of any run of this brief can have: what a price quote counts.</summary>
    public static GeminiPrompt LongestPrompt(Brief brief, ReferenceFindings? reference) =>
        Prompt(brief, reference, BriefWriter.MaxVariations, Longest(Kinds.Types), Longest(Kinds.Emotions));

    private static string Longest(IReadOnlyList<string> words) => words.MaxBy(Encoding.UTF8.GetByteCount)!;

    private static GeminiPrompt Prompt(Brief brief, ReferenceFindings? reference, int adNumber, string kind, string emotion)
    {
        var texts = new List<string> { BriefFacts.Of(brief), $"Write one hook.\nKind of hook: {kind}\nEmotion: {emotion}\nAd number: {adNumber}" };
        if (reference is not null)
        {
            texts.Insert(1, reference.AsData());
        }

        return new GeminiPrompt
        {
            Instructions = PromptFile.Read("Hooks/hook.md"),
            Texts = texts,
            ResponseSchema = Schema,
            Seed = brief.Seed + adNumber,
        };
    }

    /// <summary>The hook in an answer, or null when it has not the agreed form: an extra field, an unknown kind or emotion, a text too short or too long.</summary>
    public static Hook? Parse(string answer)
    {
        try
        {
            var hook = JsonSerializer.Deserialize<Hook>(answer, AnswerJson.Strict);
            if (hook is null || Known(Kinds.Types, hook.Type) is not { } kind || Known(Kinds.Emotions, hook.Emotion) is not { } emotion)
            {
                return null;
            }

            if (string.IsNullOrWhiteSpace(hook.Text) || hook.Text.Trim().Length is < 3 or > MaxTextLength || string.IsNullOrWhiteSpace(hook.Scene))
            {
                return null;
            }

            return new Hook(Line(hook.Text), kind, emotion, Cut(Line(hook.Scene)));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The word as it stands in the list, however the model wrote its letters; null for any other.</summary>
    private static string? Known(IReadOnlyList<string> words, string? given) =>
        words.FirstOrDefault(w => string.Equals(w, given?.Trim(), StringComparison.OrdinalIgnoreCase));

    private static string Line(string text) => PromptText.Clean(text).ReplaceLineEndings(" ").Trim();

    private static string Cut(string text) => text.Length <= MaxSceneLength ? text : text[..MaxSceneLength];

    private static readonly JsonElement Schema = PromptFile.ReadSchema("Hooks/hook.schema.json");
    private static readonly HookKinds Kinds = JsonSerializer.Deserialize<HookKinds>(PromptFile.Read("Hooks/hook-kinds.json"), JsonColumn.Options)!;

    private sealed record HookKinds(IReadOnlyList<string> Types, IReadOnlyList<string> Emotions);
}
