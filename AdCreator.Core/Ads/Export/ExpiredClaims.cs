using System.Text;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Brands.Claims;

namespace AdCreator.Core.Ads.Export;

/// <summary>Finds claims that an ad makes and may no longer make: a set may be exported long after it was ordered.</summary>
internal static class ExpiredClaims
{
    /// <summary>The claims of a brief that have expired and that the words of an ad use, whatever their case, spacing and punctuation.</summary>
    /// <param name="claims">As the brief froze them.</param>
    /// <param name="wording">What the ad says.</param>
    /// <param name="today">The day in the organization's zone.</param>
    public static IEnumerable<ApprovedClaim> In(IEnumerable<ApprovedClaim> claims, AdWording wording, DateOnly today)
    {
        var texts = wording.Texts.Select(Fold).ToList();
        return claims.Where(c => c.ExpiresOn < today && Fold(c.Text) is { Length: > 2 } claim && texts.Exists(t => t.Contains(claim, StringComparison.Ordinal)));
    }

    /// <summary>Words between single spaces, with one at either end, so that "free" is not found in "carefree".</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(" ");
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                folded.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded[^1] == ' ' ? folded.ToString() : folded.Append(' ').ToString();
    }
}
