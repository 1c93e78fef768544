using AdCreator.Core.Ads.Placements;
using Xunit;

namespace AdCreator.Tests.Ads.Placements;

public sealed class PlacementSpecsTests
{
    [Fact]
    public void Every_row_of_the_file_is_read()
    {
        Assert.Equal(49, PlacementSpecs.All.Count);
        Assert.Equal(49, PlacementSpecs.All.Select(p => p.Id).Distinct().Count());
        Assert.Equal(35, PlacementSpecs.All.Count(p => p.HasFirstPartySource));
        Assert.Equal(new DateOnly(2026, 11, 23), PlacementSpecs.CheckedOn);
    }

    [Fact]
    public void Every_row_is_possible()
    {
        Assert.All(PlacementSpecs.All, p =>
        {
            Assert.True(p is { Width: > 0, Height: > 0 }, p.Id);
            Assert.True(p.MinWidth is null || p.MinWidth <= p.Width, p.Id);
            Assert.True(p.MinHeight is null || p.MinHeight <= p.Height, p.Id);
            Assert.True(p.MaxWidth is null || p.MaxWidth >= p.Width, p.Id);
            Assert.Contains(p.Ratios, r => Math.Abs(((double)p.Width / p.Height / r) - 1) < 0.01);
            Assert.True(p.SafeBox is { Left: >= 0, Top: >= 0, Width: > 0, Height: > 0 } && p.SafeBox.Right <= p.Width && p.SafeBox.Bottom <= p.Height, p.Id);
            Assert.NotEmpty(p.Sources);
            Assert.NotEmpty(p.Formats);
        });
    }

    [Fact]
    public void Presets_hold_only_what_can_be_rendered()
    {
        var all = PlacementSpecs.Presets.Single(p => p.Name == "All");

        Assert.All(all.PlacementIds, id => Assert.True(PlacementSpecs.Find(id)!.IsImage, id));
        Assert.DoesNotContain("tiktok.infeed.9x16", all.PlacementIds);
        Assert.DoesNotContain("google.pmax.logo.1x1", all.PlacementIds);
        Assert.Contains("meta.reels.9x16", PlacementSpecs.Presets.Single(p => p.Name == "Meta").PlacementIds);
        Assert.All(PlacementSpecs.Presets, p => Assert.NotEmpty(p.PlacementIds));
    }

    [Fact]
    public void Unstated_values_are_null()
    {
        Assert.Null(PlacementSpecs.Find("meta.story.9x16")!.MinHeight);
        Assert.Equal(500, PlacementSpecs.Find("meta.story.9x16")!.MinWidth);
        Assert.Null(PlacementSpecs.Find("youtube.thumbnail.16x9")!.MinWidth);
        Assert.Null(PlacementSpecs.Find("no.such.row"));
    }

    [Fact]
    public void Several_recommended_values_give_the_strictest()
    {
        Assert.Equal(40, PlacementSpecs.Find("meta.carousel.1x1")!.TextLimits["headline_per_card"].Recommended);
        Assert.Equal((40, 30), (PlacementSpecs.Find("google.demandgen.1x1")!.TextLimits["headline"].HardMax, PlacementSpecs.Find("google.demandgen.1x1")!.TextLimits["headline"].Recommended));
    }

    [Theory]
    [InlineData("google.pmax.1x1", "headline", true)]
    [InlineData("meta.feed.1x1", "headline", false)]
    [InlineData("linkedin.single.1x1", "headline", false)]
    [InlineData("google.rda.1x1", "max file", false)]
    public void Only_the_platforms_own_undoubted_words_are_certain(string id, string words, bool certain)
    {
        Assert.Equal(certain, PlacementSpecs.Find(id)!.IsCertain(words));
    }

    [Theory]
    [InlineData("Tea time", "Google Ads", 8)]
    [InlineData("お茶", "Google Ads", 4)]
    [InlineData("お茶", "Meta (Facebook+Instagram)", 2)]
    [InlineData("Look https://example.com/a/very/long/address/that/goes/on now", "X", 32)]
    [InlineData("Cafe\u0301", "TikTok", 4)]
    public void Letters_are_counted_as_the_platform_does(string text, string platform, int letters)
    {
        Assert.Equal(letters, LetterCount.Of(text, platform));
    }
}
