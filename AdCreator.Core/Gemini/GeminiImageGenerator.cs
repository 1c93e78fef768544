using Microsoft.Extensions.AI;

// The interface is marked as experimental (MEAI001); it is implemented here and nowhere else depends on it.
#pragma warning disable MEAI001

namespace AdCreator.Core.Gemini;

/// <summary>Makes pictures through <see cref="GeminiService"/> behind the common interface.</summary>
/// <remarks>One picture a call: a count above 1 makes as many calls. The shape comes from the additional properties
/// <see cref="AspectRatioKey"/> and <see cref="SizeKey"/>, because the interface has no such options.</remarks>
public sealed class GeminiImageGenerator(GeminiService service) : IImageGenerator
{
    /// <summary>Such as <c>4:5</c>; absent means <c>1:1</c>.</summary>
    public const string AspectRatioKey = "aspectRatio";

    /// <summary><c>1K</c>, <c>2K</c> or <c>4K</c>; absent means <c>1K</c>.</summary>
    public const string SizeKey = "imageSize";

    /// <inheritdoc />
    public async Task<ImageGenerationResponse> GenerateAsync(ImageGenerationRequest request, ImageGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var prompt = new GeminiPrompt
        {
            Texts = [request.Prompt ?? ""],
            Pictures = [.. (request.OriginalImages ?? []).OfType<DataContent>().Select(d => new PromptPicture(d.Data, d.MediaType))],
        };
        var shape = new GeminiImageShape(Property(options, AspectRatioKey) ?? "1:1", Property(options, SizeKey) ?? "1K");
        var contents = new List<AIContent>();
        for (var made = 0; made < (options?.Count ?? 1); made++)
        {
            var result = await service.GenerateImageAsync(prompt, shape, cancellationToken);
            if (result is not GeminiResult<GeneratedImage>.Generated image)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new GeminiOutcomeException(result.Map(_ => ""));
            }

            contents.Add(new DataContent(image.Value.Bytes, image.Value.MediaType));
        }

        return new ImageGenerationResponse(contents);
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>Nothing to free: the service belongs to its scope.</summary>
    public void Dispose()
    {
    }

    private static string? Property(ImageGenerationOptions? options, string name) =>
        options?.AdditionalProperties?.GetValueOrDefault(name) as string;
}
