using System.Text.RegularExpressions;

namespace AdCreator.Web.Operations;

/// <summary>Takes secrets out of what is logged: Gemini keys, access tokens, bearer tokens, passwords of connection strings.</summary>
internal static partial class Redactor
{
    /// <summary>The text without them.</summary>
    public static string Redact(string text)
    {
        text = GeminiKey().Replace(text, "AIza***");
        text = AccessToken().Replace(text, "adc_***");
        text = BearerToken().Replace(text, "Bearer ***");
        return Password().Replace(text, "${name}=***");
    }

    [GeneratedRegex(@"AIza[0-9A-Za-z_\-]{8,}", RegexOptions.None, 1000)]
    private static partial Regex GeminiKey();

    [GeneratedRegex(@"\badc_[0-9A-Za-z_\-]{8,}", RegexOptions.None, 1000)]
    private static partial Regex AccessToken();

    [GeneratedRegex(@"\bBearer\s+[0-9A-Za-z._~+/=\-]{8,}", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex BearerToken();

    // A quoted value may hold semicolons; in JSON its quotes are escaped.
    [GeneratedRegex("""(?<name>\b(password|pwd|client_secret))\s*=\s*(\\u0022.*?\\u0022|\\".*?\\"|".*?"|'.*?'|\\u0027.*?\\u0027|[^;&\s"'\\]+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Password();
}
