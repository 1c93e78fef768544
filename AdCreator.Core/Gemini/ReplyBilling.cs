using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;

namespace AdCreator.Core.Gemini;

/// <summary>What a reply consumed, in billed units, and how well that is known.</summary>
internal sealed record ReplyBilling(BilledUsage Usage, CostState Known)
{
    /// <summary>Reads the counts of a reply; what it leaves out is estimated high and marked so, never taken as nothing.</summary>
    public static ReplyBilling Of(GeminiReply reply, GeminiBound bound)
    {
        var images = reply.Images.Count();
        if (reply.Usage is not { } counts || counts is { PromptTokens: 0, CandidateTokens: 0, ThoughtTokens: 0, TotalTokens: 0 })
        {
            return new ReplyBilling(Estimate(reply, images, bound), CostState.Estimated);
        }

        var usage = Count(counts, images, bound.Usage.Size);
        var isPictureUncounted = images > 0 && usage.ImageOutputTokens == 0 && bound.Usage.ImageOutputTokens > 0;
        return isPictureUncounted
            ? new ReplyBilling(WithPictures(usage, images * bound.Usage.ImageOutputTokens), CostState.Estimated)
            : new ReplyBilling(usage, CostState.Exact);
    }

    /// <summary>
    /// Details may list only some modalities: for a picture with a sentence beside it, only IMAGE. The rest of the
    /// candidates is text. Thoughts stand outside the candidates, cached tokens inside the prompt.
    /// </summary>
    private static BilledUsage Count(GeminiUsage counts, int images, string? size)
    {
        var image = Of(counts.CandidatesByModality, "IMAGE");
        var audio = Of(counts.CandidatesByModality, "AUDIO");
        var video = Of(counts.CandidatesByModality, "VIDEO");
        var unlisted = counts.TotalTokens - counts.PromptTokens - counts.ToolUsePromptTokens - counts.ThoughtTokens;
        var candidates = counts.CandidateTokens > 0 ? counts.CandidateTokens : Math.Max(0, unlisted);
        return new BilledUsage
        {
            PromptTokens = counts.PromptTokens,
            ToolUsePromptTokens = counts.ToolUsePromptTokens,
            CachedTokens = Math.Min(counts.CachedTokens, counts.PromptTokens),
            CandidateTokens = Math.Max(candidates, image + audio + video),
            ThoughtTokens = counts.ThoughtTokens,
            ImageInputTokens = Of(counts.PromptByModality, "IMAGE"),
            AudioInputTokens = Of(counts.PromptByModality, "AUDIO"),
            VideoInputTokens = Of(counts.PromptByModality, "VIDEO"),
            ImageOutputTokens = image,
            AudioOutputTokens = audio,
            VideoOutputTokens = video,
            Images = images,
            Size = size,
        };
    }

    /// <summary>A picture whose tokens are not listed would be billed as text, at a tenth: take the tokens of its size.</summary>
    private static BilledUsage WithPictures(BilledUsage usage, long tokens)
    {
        var candidates = Math.Max(usage.CandidateTokens, tokens);
        return usage with { CandidateTokens = candidates, ImageOutputTokens = tokens };
    }

    /// <summary>No counts at all: input as it was bounded, and the whole output cap if anything was answered.</summary>
    private static BilledUsage Estimate(GeminiReply reply, int images, GeminiBound bound)
    {
        var picture = images * bound.Usage.ImageOutputTokens;
        var words = reply.Parts.Count == 0 ? 0 : bound.Usage.CandidateTokens - bound.Usage.ImageOutputTokens;
        return bound.Usage with { CandidateTokens = words + picture, ImageOutputTokens = picture, Images = images };
    }

    private static long Of(IReadOnlyDictionary<string, long> counts, string modality) => counts.GetValueOrDefault(modality);
}
