using AdCreator.Core.Brands;
using Xunit;

namespace AdCreator.Tests.Brands;

public sealed class FileNamePatternTests
{
    [Theory]
    [InlineData("{brand}_{product}_{ad}_{placement}_{version}")]
    [InlineData("{ad}")]
    [InlineData("Spring 2026-{market}.{date}_{platform}_{ratio}_{ad}")]
    public void A_pattern_of_known_words_can_be_used(string pattern) => Assert.Null(FileNamePattern.FindProblem(pattern));

    [Theory]
    [InlineData("", "need a pattern")]
    [InlineData("{brand}_{colour}_{ad}", "“{colour}” is not a word")]
    [InlineData("{Brand}_{ad}", "“{Brand}” is not a word")]
    [InlineData("{brand_{ad}", "A brace is open")]
    [InlineData("{ad}}", "A brace is open")]
    [InlineData("../{ad}", "“/” cannot stand")]
    [InlineData("{brand}:{ad}", "“:” cannot stand")]
    [InlineData("{brand}_{ratio}", "needs {ad}")]
    public void A_wrong_pattern_is_told_what_would_be_right(string pattern, string expected) =>
        Assert.Contains(expected, FileNamePattern.FindProblem(pattern), StringComparison.Ordinal);

    [Fact]
    public void Every_name_is_valid_on_every_system_whatever_people_wrote()
    {
        Dictionary<string, string> values = new() { ["brand"] = "../Tee & Söhne\\", ["product"] = "", ["ad"] = "Ad 3: “new”" };

        Assert.Equal("tee-söhne_ad-3-new", FileNamePattern.Fill("{brand}_{product}_{ad}", values));
        Assert.Equal("ad", FileNamePattern.Fill("{product}", values));
    }

    [Fact]
    public void The_example_names_the_brand() =>
        Assert.Equal("northwind-tea_morning-calm_ad-03_meta-feed-4x5_v2.jpg", FileNamePattern.Example(new BrandKit().FileNamePattern, "Northwind Tea"));
}
