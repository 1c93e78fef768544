using AdCreator.Core.Usage;
using Microsoft.Extensions.AI;

// The interface is marked as experimental (MEAI001); it is implemented here and nowhere else depends on it.
#pragma warning disable MEAI001

namespace AdCreator.Core.Gemini;

/// <summary>Makes pictures through <see cref="GeminiService"/> behind the common interface.</summary>
/// <remarks>
/// One picture a call: a count above 1 makes as many calls, one after the other. When one of them fails, the pictures
/// made before it are returned, with an <see cref="ErrorContent"/> behind them that says why there are no more; when
/// already the first fails, that is a <see cref="GeminiOutcomeException"/>. The shape comes from the additional
/// properties <see cref="AspectRatioKey"/> and <see cref="SizeKey"/>, because the interface has no such options.
/// </remarks>
public sealed class GeminiImageGenerator(GeminiService service) : IImageGenerator
{
    /// <summary>Such as <c>4:5</c>; absent means <c>1:1</c>.</summary>
    public const string AspectRatioKey = "aspectRatio";

    /// <summary><c>1K</c>, <c>2K</c> or <c>4K</c>; absent means <c>1K</c>.</summary>
    public const string SizeKey = "imageSize";

    /// <summary>Makes the pictures; the usage is that of all calls which brought one.</summary>
    /// <exception cref="GeminiOutcomeException">Not even one picture was made.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; what was made before stays metered.</exception>
    public async Task<ImageGenerationResponse> GenerateAsync(ImageGenerationRequest request, ImageGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = ToRequest(request, options);
        var contents = new List<AIContent>();
        var usage = new UsageDetails();
        for (var call = 0; call < (options?.Count ?? 1); call++)
        {
            var result = await service.SendAsync(UsageOperations.GenerateImage, asked, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            if (result is not GeminiResult<GeminiReply>.Generated generated)
            {
                contents.Add(contents.Count > 0 ? ToError(result) : throw new GeminiOutcomeException(result.Map(reply => reply.AnswerText())));
                break;
            }

            var image = generated.Value.FirstImage();
            contents.Add(new DataContent(image.Bytes, image.MediaType));
            usage.Add(ChatMapping.ToUsage(generated.Value.Usage ?? new GeminiUsage()));
        }

        return new ImageGenerationResponse(contents) { Usage = usage };
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>Nothing to free: the service belongs to its scope.</summary>
    public void Dispose()
    {
    }

    private GeminiRequest ToRequest(ImageGenerationRequest request, ImageGenerationOptions? options)
    {
        var prompt = new GeminiPrompt
        {
            Texts = [request.Prompt ?? ""],
            Pictures = [.. (request.OriginalImages ?? []).OfType<DataContent>().Select(d => new PromptPicture(d.Data, d.MediaType))],
        };
        var shape = new GeminiImageShape(Property(options, AspectRatioKey) ?? "1:1", Property(options, SizeKey) ?? "1K");
        var model = options?.ModelId ?? service.ModelOf(UsageOperations.GenerateImage);
        return GeminiRequests.From(prompt, model, GeminiLimits.OutputTokens(UsageOperations.GenerateImage), shape);
    }

    private static ErrorContent ToError(GeminiResult<GeminiReply> result) =>
        new(result.Problem) { ErrorCode = result.GetType().Name };

    private static string? Property(ImageGenerationOptions? options, string name) =>
        options?.AdditionalProperties?.GetValueOrDefault(name) as string;
}
