using System.Text;
using System.Text.RegularExpressions;

namespace AdCreator.Core.Ads.Placements;

/// <summary>Letters of a text as a platform counts them.</summary>
public static partial class LetterCount
{
    /// <summary>What X counts for a link of any length.</summary>
    private const int LinkOfX = 23;

    /// <summary>Google counts wide letters twice, X wide ones twice and any link as 23; the others count characters.</summary>
    /// <param name="text">The words of a field.</param>
    /// <param name="platform">As the placement names it, such as <c>Google Ads</c>.</param>
    public static int Of(string text, string platform)
    {
        var normal = text.Normalize(NormalizationForm.FormC);
        return platform switch
        {
            "Google Ads" or "YouTube" => normal.EnumerateRunes().Sum(r => IsWide(r) ? 2 : 1),
            "X" => (Link().Count(normal) * LinkOfX) + Link().Replace(normal, "").EnumerateRunes().Sum(r => IsWide(r) ? 2 : 1),
            _ => normal.EnumerateRunes().Count(),
        };
    }

    /// <summary>East Asian wide letters and emoji.</summary>
    private static bool IsWide(Rune rune) => rune.Value is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);

    [GeneratedRegex(@"https?://\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
