using System.Text.Json;
using AdCreator.Core.Gemini;

namespace AdCreator.Core.Ads.References;

/// <summary>Asks what a reference ad does well and reads the answer.</summary>
public static class ReferenceStep
{
    /// <summary>The prompt, once a run.</summary>
    public static GeminiPrompt Prompt(PromptPicture reference, int seed) => new()
    {
        Instructions = PromptFile.Read("References/reference.md"),
        Pictures = [reference],
        Texts = ["Describe this reference ad."],
        ResponseSchema = Schema,
        Seed = seed,
    };

    /// <summary>The findings in an answer, or null when it has not the agreed form: a missing, empty or extra field.</summary>
    public static ReferenceFindings? Parse(string answer)
    {
        try
        {
            var found = JsonSerializer.Deserialize<ReferenceFindings>(answer, AnswerJson.Strict);
            if (found is null)
            {
                return null;
            }

            var whole = new ReferenceFindings(Cut(found.Layout), Cut(found.Palette), Cut(found.Mood), Cut(found.Strengths));
            return whole is { Layout.Length: > 0, Palette.Length: > 0, Mood.Length: > 0, Strengths.Length: > 0 } ? whole : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Cut(string? text)
    {
        var line = PromptText.Clean(text ?? "").ReplaceLineEndings(" ").Trim();
        return line.Length <= ReferenceFindings.MaxLength ? line : line[..ReferenceFindings.MaxLength];
    }

    private static readonly JsonElement Schema = PromptFile.ReadSchema("References/reference.schema.json");
}
