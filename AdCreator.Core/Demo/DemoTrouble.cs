namespace AdCreator.Core.Demo;

/// <summary>Words in a prompt that ask the demo model for trouble, so that every state of the product can be seen.</summary>
/// <remarks>They work where they stand in the prompt: written into a brief, they reach every step that repeats the brief.</remarks>
public static class DemoTrouble
{
    /// <summary>The prompt is blocked: no candidate, <c>PROHIBITED_CONTENT</c>.</summary>
    public const string Blocked = "[demo:blocked]";

    /// <summary>The picture is blocked: finish reason <c>IMAGE_SAFETY</c>.</summary>
    public const string BlockedPicture = "[demo:blocked-picture]";

    /// <summary>A reply with words in place of the picture.</summary>
    public const string NoImage = "[demo:no-image]";

    /// <summary>429 with a retry time of 7 s.</summary>
    public const string RateExceeded = "[demo:429]";

    /// <summary>503 with a retry time of 5 s.</summary>
    public const string Overloaded = "[demo:503]";

    /// <summary>20 s more than usual.</summary>
    public const string Slow = "[demo:slow]";

    /// <summary>A review that cannot be read.</summary>
    public const string BadReview = "[demo:bad-review]";

    /// <summary>A review with doubts.</summary>
    public const string Flagged = "[demo:flagged]";

    /// <summary>A review that refuses the ad.</summary>
    public const string Rejected = "[demo:rejected]";

    /// <summary>Text cut in its middle: finish reason <c>MAX_TOKENS</c>.</summary>
    public const string Cut = "[demo:cut]";

    internal static bool AsksFor(this DemoRequest request, string trouble) =>
        request.Text.Contains(trouble, StringComparison.OrdinalIgnoreCase);

    /// <summary>The refusal a prompt asks for, if it does.</summary>
    internal static DemoFault? FaultOf(DemoRequest request)
    {
        if (request.AsksFor(RateExceeded))
        {
            return new DemoFault(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota. Please retry in 7s.", DemoFault.RetryInfo(7));
        }

        return request.AsksFor(Overloaded)
            ? new DemoFault(503, "UNAVAILABLE", "The model is overloaded. Please try again later.", DemoFault.RetryInfo(5))
            : null;
    }
}
