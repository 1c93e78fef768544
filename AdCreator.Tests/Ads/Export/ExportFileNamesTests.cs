using System.Text;
using AdCreator.Core.Ads.Export;
using Xunit;

namespace AdCreator.Tests.Ads.Export;

public sealed class ExportFileNamesTests
{
    [Theory]
    [InlineData("{brand}_{product}_{ad}", "Tea House", "tea-house_mint-lime_ad-01")]
    [InlineData("{BRAND} – {ad}", "Tea House", "tea-house-ad-01")]
    [InlineData("{market}_{ad}", "x", "ad-01")] // A word that is no word is empty.
    [InlineData("../{brand}/{ad}", "..\\..\\etc", "etc-ad-01")]
    [InlineData("{brand}", "CON", "file-con")]
    [InlineData("{brand}.{ad}", "lpt1", "file-lpt1.ad-01")]
    [InlineData("{brand}", "شاي الصباح", "شاي-الصباح")]
    [InlineData("{brand}", "हिन्दी", "हिन्दी")]
    [InlineData("{brand}", "🫖 ?*<>|\":", "file")]
    [InlineData("{brand}. . .", "tea", "tea")]
    [InlineData("{{brand}}", "tea", "tea")]
    [InlineData("no words at all", "tea", "no-words-at-all")]
    [InlineData("", "tea", "file")]
    public void A_pattern_becomes_a_name_that_every_system_takes(string pattern, string brand, string expected)
    {
        var values = new Dictionary<string, string> { ["brand"] = brand, ["product"] = "Mint & Lime", ["ad"] = "ad-01" };

        Assert.Equal(expected, ExportFileNames.Of(pattern, values));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("語")]
    [InlineData("🎉a")]
    public void A_name_of_5000_letters_is_cut_without_breaking_one(string letter)
    {
        var name = ExportFileNames.Of(string.Concat(Enumerable.Repeat(letter, 5000)) + "{brand}{brand}{brand}", new Dictionary<string, string> { ["brand"] = string.Concat(Enumerable.Repeat(letter, 5000)) });

        Assert.InRange(name.Length, 1, ExportFileNames.MaxLength);
        Assert.InRange(new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(name), 1, ExportFileNames.MaxBytes);
    }

    [Fact]
    public void Names_that_collide_get_a_number_and_stay_as_short()
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var name = new string('a', ExportFileNames.MaxLength);

        Assert.Equal([name, name[..^2] + "-2", name[..^2] + "-3"], Enumerable.Range(0, 3).Select(_ => ExportFileNames.Unique(name, taken)));
        Assert.Equal("TEA", ExportFileNames.Unique("TEA", taken));
        Assert.Equal("tea-2", ExportFileNames.Unique("tea", taken));
    }

    [Fact]
    public void A_hundred_files_with_a_pattern_without_words_are_all_named_differently()
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

        var names = Enumerable.Range(0, 100).Select(_ => ExportFileNames.Unique(ExportFileNames.Of("ad", new Dictionary<string, string>()), taken)).ToList();

        Assert.Equal(100, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal("ad-100", names[^1]);
    }
}
