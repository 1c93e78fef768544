using System.Text;

namespace AdCreator.Core.Gemini;

/// <summary>How large a call is, as far as its price depends on it.</summary>
/// <param name="InputBytes">UTF-8 bytes of everything sent that is not a picture.</param>
/// <param name="Pictures">Pictures sent.</param>
/// <param name="MaxOutputTokens">Output cap for text and thinking, a picture's own tokens not included.</param>
/// <param name="Image">Shape of the picture asked for; null for text.</param>
public sealed record GeminiCallSize(int InputBytes, int Pictures, int MaxOutputTokens, GeminiImageShape? Image = null)
{
    /// <summary>Bytes allowed for role, part and schema framing that a provider may count.</summary>
    private const int FramingBytes = 16;

    /// <summary>The size of a prompt that is to be sent for an operation; the same number that the meter reserves.</summary>
    public static GeminiCallSize Of(string operation, GeminiPrompt prompt, GeminiImageShape? image = null) =>
        Of(GeminiRequests.From(prompt, "", GeminiLimits.OutputTokens(operation), image));

    /// <summary>The size of a request.</summary>
    public static GeminiCallSize Of(GeminiRequest request)
    {
        var bytes = Bytes(request.SystemInstruction) + Bytes(request.ResponseSchema?.GetRawText());
        bytes += request.Functions.Sum(f => Bytes(f.Name) + Bytes(f.Description) + Bytes(f.ParametersSchema.GetRawText()));
        var parts = request.Turns.SelectMany(t => t.Parts).ToList();
        bytes += parts.Sum(Bytes);
        return new GeminiCallSize(bytes, parts.Count(p => p is GeminiPart.Media), request.MaxOutputTokens, request.Image);
    }

    private static int Bytes(GeminiPart part) => part switch
    {
        GeminiPart.Text text => Bytes(text.Value),
        GeminiPart.FunctionCall call => Bytes(call.Name) + Bytes(call.Arguments.GetRawText()),
        GeminiPart.FunctionResponse response => Bytes(response.Name) + Bytes(response.Response.GetRawText()),
        _ => FramingBytes,
    };

    private static int Bytes(string? text) => text is null ? 0 : FramingBytes + Encoding.UTF8.GetByteCount(text);
}
