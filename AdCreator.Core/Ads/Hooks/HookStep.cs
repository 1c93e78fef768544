using System.Text;
using System.Text.Json;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.References;
using AdCreator.Core.Gemini;

namespace AdCreator.Core.Ads.Hooks;

/// <summary>Asks for a hook and reads the answer.</summary>
public static class HookStep
{
    /// <summary>Letters of a hook that fit every placement's headline.</summary>
    public const int MaxTextLength = 90;

    /// <summary>Fewest letters of a hook.</summary>
    public const int MinTextLength = 3;

    /// <summary>Letters of a scene; what is longer is cut.</summary>
    public const int MaxSceneLength = 400;

    /// <summary>The prompt for one ad. Kind and emotion follow the ad's number, so that the hooks of a run differ on purpose.</summary>
    /// <param name="brief">What the run is for.</param>
    /// <param name="reference">What a reference ad does well; null without one.</param>
    /// <param name="adNumber">From 1.</param>
    public static GeminiPrompt Prompt(Brief brief, ReferenceFindings? reference, int adNumber)
    {
        var (types, emotions) = (HookKinds.All.Types, HookKinds.All.Emotions);
        var turn = adNumber - 1 + brief.Seed % types.Count;
        var kind = types[turn % types.Count];
        var emotion = emotions[(turn * 3) % emotions.Count];
        return Prompt(brief, reference, adNumber, kind, emotion);
    }

    /// <summary>The longest prompt that any ad of any run of this brief can have: what a price quote counts.</summary>
    public static GeminiPrompt LongestPrompt(Brief brief, ReferenceFindings? reference) =>
        Prompt(brief, reference, BriefWriter.MaxAds, Longest(HookKinds.All.Types), Longest(HookKinds.All.Emotions));

    private static string Longest(IReadOnlyList<string> words) => words.MaxBy(Encoding.UTF8.GetByteCount)!;

    private static GeminiPrompt Prompt(Brief brief, ReferenceFindings? reference, int adNumber, string kind, string emotion)
    {
        List<string> texts = [BriefFacts.Of(brief), .. BriefFacts.WordingOf(brief), $"Write one hook.\nKind of hook: {kind}\nEmotion: {emotion}\nAd number: {adNumber}"];
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
            return JsonSerializer.Deserialize<Hook>(answer, AnswerJson.Strict) is { Pattern: "" } hook ? Clean(hook) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The hook in plain lines and the lists' own words; null when a word is unknown, or the text or scene has no length that can be used.</summary>
    internal static Hook? Clean(Hook hook)
    {
        var (type, emotion) = (HookKinds.Known(HookKinds.All.Types, hook.Type), HookKinds.Known(HookKinds.All.Emotions, hook.Emotion));
        var pattern = hook.Pattern is "" ? "" : HookKinds.Known(HookKinds.All.Patterns, hook.Pattern);
        var isUsable = hook.Text?.Trim().Length is >= MinTextLength and <= MaxTextLength && !string.IsNullOrWhiteSpace(hook.Scene);
        return isUsable && type is not null && emotion is not null && pattern is not null
            ? new Hook(Line(hook.Text!), type, emotion, Cut(Line(hook.Scene))) { Pattern = pattern }
            : null;
    }

    /// <summary>Text of a model or a person as one line without hidden characters.</summary>
    internal static string Line(string text) => PromptText.Clean(text).ReplaceLineEndings(" ").Trim();

    private static string Cut(string text) => text.Length <= MaxSceneLength ? text : text[..MaxSceneLength];

    private static readonly JsonElement Schema = PromptFile.ReadSchema("Hooks/hook.schema.json");
}
