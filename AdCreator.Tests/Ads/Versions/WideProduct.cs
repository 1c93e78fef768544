using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Brands;
using AdCreator.Core.Files;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Ads.Runs;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using Xunit;

namespace AdCreator.Tests.Ads.Versions;

/// <summary>A product so wide that upright crops of a square picture cut it.</summary>
internal static class WideProduct
{
    /// <summary>Sizes of a set; the square one can be cropped.</summary>
    public static IReadOnlyList<string> Placements { get; } = ["meta.feed.1x1", "meta.story.9x16", "tiktok.carousel.9x16", "pinterest.standard.2x3"];

    /// <summary>Those that need a picture of their own, by id.</summary>
    public static IReadOnlyList<string> Cut { get; } = ["meta.story.9x16", "pinterest.standard.2x3", "tiktok.carousel.9x16"];

    /// <summary>One square ad in which the model draws the product.</summary>
    public static Task<BriefChoices> ChoicesAsync(DemoStudio studio) => ChoicesAsync(studio.App.Services, studio.Actor, studio.Choices);

    /// <summary>The same of any installation.</summary>
    public static async Task<BriefChoices> ChoicesAsync(IServiceProvider services, Actor actor, BriefChoices choices)
    {
        var stop = TestContext.Current.CancellationToken;
        using var file = new MemoryStream(Photo());
        var blob = Assert.IsType<IntakeResult.Accepted>(await services.GetRequiredService<PictureIntake>().AcceptAsync(actor, file, stop)).Blob;
        await using var scope = services.CreateAsyncScope();
        var product = Assert.IsType<SaveResult.Saved>(await scope.ServiceProvider.GetRequiredService<ProductService>()
            .CreateAsync(actor, choices.BrandId!.Value, new ProductInput { Name = "Long Board", PictureBlobId = blob.Id }, stop)).Id;
        return choices with { ProductId = product, Variations = 1, Mode = PictureMode.Reimagine, Placements = Placements };
    }

    /// <summary>A board with a printed pattern on a plain ground.</summary>
    private static byte[] Photo()
    {
        using var surface = SKSurface.Create(new SKImageInfo(1000, 600));
        using var paint = new SKPaint { Color = new SKColor(0x1F, 0x4E, 0x5F), IsAntialias = true };
        surface.Canvas.Clear(new SKColor(0xF4, 0xF1, 0xEA));
        surface.Canvas.DrawRoundRect(60, 130, 880, 340, 30, 30, paint);
        var random = new Random(3);
        for (var k = 0; k < 300; k++)
        {
            paint.Color = SKColor.FromHsl(random.Next(360), random.Next(20, 80), random.Next(15, 75));
            surface.Canvas.DrawRect(90 + random.Next(800), 160 + random.Next(260), 6 + random.Next(20), 4 + random.Next(14), paint);
        }

        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
