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

        var (usage, known) = Count(counts, reply, images, bound.Usage);
        var isPictureUncounted = images > 0 && usage.ImageOutputTokens == 0 && bound.Usage.ImageOutputTokens > 0;
        return isPictureUncounted
            ? new ReplyBilling(WithPictures(usage, images * bound.Usage.ImageOutputTokens), CostState.Estimated)
            : new ReplyBilling(usage, known);
    }

    /// <summary>
    /// Details may list only some modalities: for a picture with a sentence beside it, only IMAGE. The rest of the
    /// candidates is text. Thoughts stand outside the candidates, cached tokens inside the prompt. A count that is
    /// absent follows from the others and the total, and is exact, unless two of them are: then it is estimated.
    /// </summary>
    private static ReplyBilling Count(GeminiUsage counts, GeminiReply reply, int images, BilledUsage bound)
    {
        var image = Of(counts.CandidatesByModality, "IMAGE");
        var audio = Of(counts.CandidatesByModality, "AUDIO");
        var video = Of(counts.CandidatesByModality, "VIDEO");
        var both = counts.TotalTokens - counts.ToolUsePromptTokens - counts.ThoughtTokens;
        var prompt = PromptOf(counts, both);
        var rest = prompt > 0 ? both - prompt : Math.Min(both, bound.CandidateTokens);
        var candidates = Math.Max(image + audio + video, counts.CandidateTokens > 0 ? counts.CandidateTokens : rest);
        var isPromptCounted = prompt > 0;
        var isAnswerCounted = candidates > 0 || reply.Parts.All(p => p.IsThought);

        // What the total holds beyond all that is listed: thinking is the dearest it can be.
        var unlisted = isPromptCounted && isAnswerCounted ? Math.Max(0, both - prompt - candidates) : 0;
        var isWhole = reply.FinishReason is not null || reply.BlockReason is not null;
        var usage = new BilledUsage
        {
            PromptTokens = isPromptCounted ? prompt : Math.Max(bound.PromptTokens, counts.CachedTokens),
            ToolUsePromptTokens = counts.ToolUsePromptTokens,
            CachedTokens = isPromptCounted ? Math.Min(counts.CachedTokens, prompt) : counts.CachedTokens,
            CandidateTokens = isAnswerCounted ? candidates : Words(bound) + images * bound.ImageOutputTokens,
            ThoughtTokens = counts.ThoughtTokens + unlisted,
            Tier = counts.ServiceTier,
            ImageInputTokens = isPromptCounted ? InputOf(counts, "IMAGE") : bound.ImageInputTokens,
            AudioInputTokens = InputOf(counts, "AUDIO"),
            VideoInputTokens = InputOf(counts, "VIDEO"),
            CachedImageTokens = Of(counts.CachedByModality, "IMAGE"),
            CachedAudioTokens = Of(counts.CachedByModality, "AUDIO"),
            CachedVideoTokens = Of(counts.CachedByModality, "VIDEO"),
            ImageOutputTokens = image,
            AudioOutputTokens = audio,
            VideoOutputTokens = video,
            Images = images,
            Size = bound.Size,
        };
        return new ReplyBilling(usage, isPromptCounted && isAnswerCounted && isWhole && unlisted == 0 ? CostState.Exact : CostState.Estimated);
    }

    /// <summary>The prompt as it is counted, as its parts add up, or as what the total leaves for it; 0 when nothing says.</summary>
    private static long PromptOf(GeminiUsage counts, long both)
    {
        var rest = counts.CandidateTokens > 0 ? both - counts.CandidateTokens : 0;
        return counts.PromptTokens > 0 ? counts.PromptTokens : Math.Max(counts.PromptByModality.Values.Sum(), rest);
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
        var words = reply.Parts.Count == 0 ? 0 : Words(bound.Usage);
        return bound.Usage with { CandidateTokens = words + picture, ImageOutputTokens = picture, Images = images };
    }

    /// <summary>The output cap for text and thinking.</summary>
    private static long Words(BilledUsage bound) => bound.CandidateTokens - bound.ImageOutputTokens;

    private static long InputOf(GeminiUsage counts, string modality) =>
        Of(counts.PromptByModality, modality) + Of(counts.ToolUseByModality, modality);

    private static long Of(IReadOnlyDictionary<string, long> counts, string modality) => counts.GetValueOrDefault(modality);
}
