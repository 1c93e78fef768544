namespace AdCreator.Core.Gemini;

/// <summary>Turns a step's prompt into a request: one fresh turn, pictures first, every text cleaned.</summary>
/// <remarks>
/// Editing a picture is a fresh request with the picture as input, not a conversation: a second turn would need the
/// opaque signature of each earlier picture and is refused without it.
/// </remarks>
internal static class GeminiRequests
{
    public static GeminiRequest From(GeminiPrompt prompt, string model, int maxOutputTokens, GeminiImageShape? image) => new()
    {
        Model = model,
        SystemInstruction = prompt.Instructions is { } words ? PromptText.Clean(words) : null,
        Turns =
        [
            new GeminiTurn(FromModel: false,
            [
                .. prompt.Pictures.Select(p => new GeminiPart.Media(p.Bytes, p.MediaType)),
                .. prompt.Texts.Select(t => new GeminiPart.Text(PromptText.Clean(t))),
            ]),
        ],
        ResponseSchema = prompt.ResponseSchema,
        Image = image,
        MaxOutputTokens = maxOutputTokens,
        Seed = prompt.Seed,
        Thinking = image is null ? GeminiLimits.Thinking(model) : null,
    };

    /// <summary>Why a request must not leave, in plain words; null when it may.</summary>
    public static string? Problem(GeminiRequest request)
    {
        var asked = request.Turns.Where(t => !t.FromModel).SelectMany(t => t.Parts).ToList();
        var longest = asked.OfType<GeminiPart.Text>().Select(t => t.Value.Length).DefaultIfEmpty(0).Max();
        if (longest > GeminiLimits.PromptCharacters)
        {
            return $"A text of the prompt has {longest:N0} characters, at most {GeminiLimits.PromptCharacters:N0} can be sent.";
        }

        var size = GeminiCallSize.Of(request);
        if (size.Pictures > GeminiLimits.Pictures)
        {
            return $"The prompt has {size.Pictures} pictures, at most {GeminiLimits.Pictures} can be sent.";
        }

        var tokens = GeminiCosts.MostInputTokens(size);
        return tokens > GeminiLimits.InputTokens
            ? $"The prompt may count up to {tokens:N0} tokens, at most {GeminiLimits.InputTokens:N0} are sent in one call."
            : null;
    }
}
