using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using Xunit;

namespace AdCreator.Tests.Ads.Hooks;

public sealed class AdCountTests
{
    [Theory]
    [InlineData(0, 1, 4)]
    [InlineData(6, 2, 12)]
    [InlineData(1, 3, 3)]
    public void Chosen_hooks_times_variants_otherwise_variations(int chosen, int variants, int ads) => Assert.Equal(ads, AdCount.Of(Choices(chosen, variants)));

    [Theory]
    [InlineData(0, 1, 3, 3)]
    [InlineData(6, 2, 12, 12)]
    [InlineData(6, 2, 11, 6)]
    [InlineData(6, 2, 4, 4)]
    [InlineData(2, 4, 5, 4)]
    [InlineData(5, 1, 1, 1)]
    public void Fitting_never_makes_more_ads_than_fit(int chosen, int variants, int most, int ads)
    {
        var fitted = AdCount.Fit(Choices(chosen, variants), most);

        Assert.Equal(ads, AdCount.Of(fitted));
        Assert.Equal(Choices(chosen, variants).Hooks.Select(h => h.Hook), fitted.Hooks.Select(h => h.Hook));
    }

    [Fact]
    public void Each_ad_of_a_brief_gets_its_hook_in_order()
    {
        var brief = new Brief
        {
            BrandName = "B", BrandColor = "#000000", ProductName = "P", ProductPictureBlobId = Guid.Empty, AspectRatio = "1:1", Variations = 4, VariantsPerHook = 2,
            Hooks = [HookOf("First"), HookOf("Second")],
        };

        Assert.Equal(["First", "First", "Second", "Second"], Enumerable.Range(1, 4).Select(n => brief.HookOf(n)!.Text));
        Assert.Null((brief with { Hooks = [] }).HookOf(1));
    }

    private static BriefChoices Choices(int chosen, int variants) => new()
    {
        Variations = 4, VariantsPerHook = variants,
        Hooks = [new HookChoice(HookOf("Left out"), IsChosen: false), .. Enumerable.Range(1, chosen).Select(n => new HookChoice(HookOf($"Hook {n}"), IsChosen: true))],
    };

    private static Hook HookOf(string text) => new(text, "question", "calm", "A table");
}
