using System.Globalization;
using System.Text;
using AdCreator.Core.Ads.Briefs;

namespace AdCreator.Web.Components.Ads;

/// <summary>Names that downloaded ads get: unique in a set, telling without opening it, valid on every system.</summary>
public static class FileNames
{
    private const int MaxPartLength = 40;

    /// <summary>Such as <c>northwind-tea_sleepy-chamomile_4x5_20261124_ad-03.jpg</c>.</summary>
    /// <param name="ordered">When the set was ordered.</param>
    /// <param name="number">The ad's number in its set.</param>
    public static string Of(Brief brief, DateTimeOffset ordered, int number) => string.Join('_', new[]
    {
        Part(brief.BrandName),
        Part(brief.ProductName),
        brief.AspectRatio.Replace(':', 'x'),
        ordered.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"ad-{number:00}.jpg"),
    }.Where(p => p.Length > 0));

    /// <summary>Letters and digits of any script in lower case; everything else becomes one hyphen.</summary>
    private static string Part(string name)
    {
        var part = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                part.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (part.Length > 0 && part[^1] != '-')
            {
                part.Append('-');
            }

            if (part.Length >= MaxPartLength)
            {
                break;
            }
        }

        return part.ToString().Trim('-');
    }
}
