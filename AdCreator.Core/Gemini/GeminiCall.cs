namespace AdCreator.Core.Gemini;

/// <summary>One call as the product sees it; its attempts are retried and metered one by one.</summary>
internal sealed record GeminiCall(string Operation, GeminiRequest Request)
{
    public bool IsImage => Request.Image is not null;
}
