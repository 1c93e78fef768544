using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Brands;
using AdCreator.Core.Imaging;
using AdCreator.Tests.Imaging;
using SkiaSharp;
using Xunit;

namespace AdCreator.Tests.Ads.Placements;

public sealed class PlacementRendererTests
{
    public static TheoryData<string> Ids => [.. PlacementSpecs.Images.Select(p => p.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_placement_gets_a_file_without_violation(string id)
    {
        var placement = PlacementSpecs.Find(id)!;
        using var renderer = PlacementRenderer.Open(Input());

        var file = renderer.Render(placement);

        using var bitmap = SKBitmap.Decode(file.Ad!.Picture.Bytes.Span)!;
        Assert.Equal((placement.Width, placement.Height), (bitmap.Width, bitmap.Height));
        string[] measured = ["size", "ratio", "file_size", "safe_zone", "product", "contrast", "colors"];
        Assert.All(file.Checks.Checks.Where(c => measured.Contains(c.Check)), c => Assert.True(c.State <= CheckState.Unsure, $"{c}"));
        Assert.True(placement.MaxFileKb is null || !placement.IsCertain("max file") || file.Ad.Picture.Bytes.Length <= placement.MaxFileKb * 1024L, $"{file.Ad.Picture.Bytes.Length}");
    }

    [Theory]
    [InlineData("meta.story.9x16")]
    [InlineData("google.demandgen.9x16")]
    [InlineData("google.display.160x600")]
    [InlineData("pinterest.standard.2x3")]
    public void A_thicket_violates_nothing_either(string id)
    {
        using var renderer = PlacementRenderer.Open(Input() with { Scene = ScenePictures.Thicket() });

        var file = renderer.Render(PlacementSpecs.Find(id)!);

        Assert.All(file.Checks.Checks.Where(c => c.Check is "safe_zone" or "product" or "contrast" or "colors"), c => Assert.Equal(CheckState.Passed, c.State));
    }

    [Fact]
    public void Written_copy_above_a_certain_limit_blocks_that_file_alone()
    {
        var copy = new Dictionary<string, string>(StringComparer.Ordinal) { ["headline"] = new('a', 41), ["description"] = "Loose leaf tea." };
        using var renderer = PlacementRenderer.Open(Input() with { Design = new AdDesign { Copy = copy } });

        Assert.Equal(CheckState.Blocked, Find(renderer.Render(PlacementSpecs.Find("google.pmax.1x1")!), "copy_headline").State);
        Assert.Equal(CheckState.Unsure, Find(renderer.Render(PlacementSpecs.Find("meta.feed.1x1")!), "copy_headline").State);
        Assert.DoesNotContain(renderer.Render(PlacementSpecs.Find("google.display.300x250")!).Checks.Checks, c => c.Check == "copy_headline");
    }

    [Fact]
    public void A_headline_that_merely_stands_in_fails_but_does_not_block()
    {
        using var renderer = PlacementRenderer.Open(Input() with { HookText = "What if your afternoon slump just needed better tea?" });

        var check = Find(renderer.Render(PlacementSpecs.Find("google.pmax.1x1")!), "copy_headline");

        Assert.Equal((CheckState.Failed, 52d, 30d, "letters"), (check.State, check.Value, check.PassLine, check.Unit));
        Assert.StartsWith("https://", check.Source, StringComparison.Ordinal);
        Assert.Equal("2026-11-23", check.CheckedOn);
    }

    [Fact]
    public void A_persons_text_box_in_the_covered_part_fails_the_safe_zone()
    {
        var boxes = new Dictionary<string, RelativeBox>(StringComparer.Ordinal) { ["meta.story.9x16"] = new(0.1, 0.8, 0.8, 0.18) };
        using var renderer = PlacementRenderer.Open(Input() with { Design = new AdDesign { TextBoxes = boxes } });

        var check = Find(renderer.Render(PlacementSpecs.Find("meta.story.9x16")!), "safe_zone");

        Assert.Equal(CheckState.Failed, check.State);
        Assert.True(check.Value > 100, $"{check.Value}");
    }

    [Fact]
    public void A_nearly_same_picture_of_the_set_is_named()
    {
        using var renderer = PlacementRenderer.Open(Input());
        var hash = renderer.Render(PlacementSpecs.Find("meta.feed.1x1")!).Ad!.Hash;

        var same = FileChecks.Duplicate(hash, [("Ad 2", hash ^ 0b111)]);
        Assert.Equal((CheckState.Failed, true), (same.State, AdChecks.HoldsForFiles(same)));
        Assert.Equal(CheckState.Passed, FileChecks.Duplicate(hash, [("Ad 2", ~hash)]).State);
    }

    [Fact]
    public void A_headline_without_room_fails_in_words_and_gives_no_file()
    {
        using var renderer = PlacementRenderer.Open(Input() with { HookText = "Everything that you always wanted to know about tea and never dared to ask us until today" });

        var file = renderer.Render(PlacementSpecs.Find("google.display.320x50")!);

        Assert.Null(file.Ad);
        Assert.Equal(CheckState.Failed, Find(file, "room").State);
    }

    [Fact]
    public void The_kit_decides_on_the_label_and_the_language_on_its_words()
    {
        var input = Input() with { Design = new AdDesign { Language = "de-AT" } };
        var kit = input.Brief with { Kit = new BrandKit { ShowsAiLabel = true } };

        Assert.Equal("", input.ToArtwork().AiLabel);
        Assert.Equal("Mit KI erstellt", (input with { Brief = kit }).ToArtwork().AiLabel);
        Assert.Equal("Made with AI", DesignInput.AiLabelIn("xx"));
    }

    [Fact]
    public void A_preview_follows_the_words()
    {
        using var preview = PlacementPreview.Open(Input());
        var placement = PlacementSpecs.Find("meta.feed.4x5")!;
        var before = Assert.IsType<ComposedAd.Composed>(preview.Render(placement));

        preview.Change(new AdDesign { Headline = "Now" });

        var after = Assert.IsType<ComposedAd.Composed>(preview.Render(placement));
        Assert.Equal(480, after.Picture.Height);
        Assert.True(after.Geometry.Headline.Width < before.Geometry.Headline.Width);
    }

    private static CheckResult Find(PlacementFile file, string check) => file.Checks.Checks.Single(c => c.Check == check);

    private static DesignInput Input() => new()
    {
        Brief = new Brief
        {
            BrandName = "Northwind Tea",
            BrandColor = "#B4532A",
            ProductName = "Calm Blend",
            ProductPictureBlobId = Guid.Empty,
            Variations = 1,
            AspectRatio = "4:5",
            Offer = "20 % off this week",
            Mode = PictureMode.ProductLock,
        },
        HookText = "Steep. Sip. Stay calm.",
        Scene = ScenePictures.Room(),
        Cutout = ScenePictures.Product(),
    };
}
