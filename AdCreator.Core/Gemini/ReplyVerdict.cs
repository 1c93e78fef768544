using AdCreator.Core.Usage;

namespace AdCreator.Core.Gemini;

/// <summary>Whether a reply with status 200 holds what was asked for.</summary>
/// <param name="Outcome"><see cref="UsageOutcome.Succeeded"/>, <see cref="UsageOutcome.Blocked"/> or <see cref="UsageOutcome.NoImage"/>.</param>
/// <param name="Reason">The wire's own word for how the answer ended, or for why the prompt was blocked.</param>
internal sealed record ReplyVerdict(UsageOutcome Outcome, string Reason)
{
    public static ReplyVerdict Of(GeminiReply reply, GeminiRequest request)
    {
        var reason = reply.BlockReason ?? reply.FinishReason ?? "EMPTY";
        if (reply.BlockReason is not null || SafetyWords.IsBlock(reason))
        {
            return new ReplyVerdict(UsageOutcome.Blocked, reason);
        }

        return HoldsAnswer(reply, request)
            ? new ReplyVerdict(UsageOutcome.Succeeded, reply.FinishReason ?? "FINISH_REASON_UNSPECIFIED")
            : new ReplyVerdict(UsageOutcome.NoImage, reason);
    }

    /// <summary>An empty answer with STOP comes from time to time and is worth one more try.</summary>
    public bool IsEmptyStop(GeminiReply reply) =>
        Outcome is UsageOutcome.NoImage && Reason is "STOP" && reply.AnswerText().Length == 0;

    private static bool HoldsAnswer(GeminiReply reply, GeminiRequest request)
    {
        if (request.Image is not null)
        {
            return reply.Images.Any();
        }

        // A cut JSON answer can not be read; cut prose can.
        var isCutJson = request.ResponseSchema is not null && reply.FinishReason is "MAX_TOKENS";
        return (!isCutJson && !string.IsNullOrWhiteSpace(reply.AnswerText()))
            || reply.Parts.Any(p => p is GeminiPart.FunctionCall);
    }
}
