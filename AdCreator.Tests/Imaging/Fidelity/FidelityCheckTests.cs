using AdCreator.Core.Imaging;
using AdCreator.Core.Imaging.Fidelity;
using SkiaSharp;
using Xunit;


namespace AdCreator.Tests.Imaging.Fidelity;

public sealed class FidelityCheckTests
{
    private static readonly SKColor Red = new(0xC8, 0x3A, 0x2E);

    [Fact]
    public void The_product_as_it_is_passes_and_its_place_is_told()
    {
        using var product = DrawnProduct.Bottle(Red);

        var result = Compare(product, DrawnProduct.Ad(product));

        Assert.Equal(FidelityVerdict.Faithful, result.Verdict);
        Assert.Null(result.Worst);
        var found = result.Found!.Value;
        Assert.InRange(found.Left + (found.Width / 2), 0.46, 0.54);
        Assert.InRange(found.Height, 0.55, 0.75);
    }

    [Fact]
    public void A_photo_on_a_plain_ground_can_be_the_reference_as_well()
    {
        using var product = DrawnProduct.Bottle(Red);

        var result = FidelityCheck.Compare(DrawnProduct.StudioPhoto(product, SKColors.White), DrawnProduct.Ad(product), [], near: null, TestContext.Current.CancellationToken);

        Assert.Equal(FidelityVerdict.Faithful, result.Verdict);
    }

    [Fact]
    public void Another_colour_of_the_cap_is_seen_where_it_is()
    {
        using var product = DrawnProduct.Bottle(Red);
        using var other = DrawnProduct.Bottle(new SKColor(0x2E, 0x7A, 0xC8));

        var result = Compare(product, DrawnProduct.Ad(other));

        Assert.Equal(FidelityVerdict.Altered, result.Verdict);
        Assert.StartsWith("Differs from your photo: ", result.Reason, StringComparison.Ordinal);
        Assert.InRange(result.Worst!.Value.Top, 0.1, 0.4);
        Assert.InRange(result.Figures!.Value.WorstColor, 10, 100);
    }

    [Fact]
    public void A_stretched_product_is_seen_with_its_percentage()
    {
        using var product = DrawnProduct.Bottle(Red);

        var result = Compare(product, DrawnProduct.Ad(product, stretch: 1.12f));

        Assert.Equal((FidelityVerdict.Altered, "Differs from your photo: it is stretched by 12 %."), (result.Verdict, result.Reason));
    }

    [Fact]
    public void A_mirror_image_is_called_one()
    {
        using var product = DrawnProduct.Bottle(Red);

        Assert.Equal(FidelityVerdict.Mirrored, Compare(product, DrawnProduct.Ad(product, isMirrored: true)).Verdict);
    }

    [Fact]
    public void Another_label_never_passes()
    {
        using var product = DrawnProduct.Bottle(Red);
        using var other = DrawnProduct.Bottle(Red, seed: 2);

        Assert.NotEqual(FidelityVerdict.Faithful, Compare(product, DrawnProduct.Ad(other)).Verdict);
    }

    [Fact]
    public void A_scene_without_the_product_is_not_verified()
    {
        using var product = DrawnProduct.Bottle(Red);
        using var scene = DrawnProduct.Scene(3);

        var result = Compare(product, PictureFiles.Encode(scene));

        Assert.Equal(FidelityVerdict.NotVerified, result.Verdict);
        Assert.Null(result.Figures);
    }

    [Fact]
    public void Text_over_the_product_counts_unless_it_is_masked()
    {
        using var product = DrawnProduct.Bottle(Red);
        using var paint = new SKPaint { Color = SKColors.White };
        var ad = DrawnProduct.Ad(product, over: canvas => canvas.DrawRect(400, 700, 280, 60, paint));

        Assert.Equal(FidelityVerdict.Altered, Compare(product, ad).Verdict);
        Assert.Equal(FidelityVerdict.Faithful, Compare(product, ad, new PixelBox(400, 700, 280, 60)).Verdict);
    }

    [Theory]
    // Pairs 1, 5, 13, 17 and 25 of the published test data of CIEDE2000 (Sharma, Wu and Dalal, 2005).
    [InlineData(50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425)]
    [InlineData(50, -1.1848, -84.8006, 50, 0, -82.7485, 1.0000)]
    [InlineData(50, -0.001, 2.49, 50, 0.0011, -2.49, 4.7461)]
    [InlineData(50, 2.5, 0, 73, 25, -18, 27.1492)]
    [InlineData(60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644)]
    public void Colour_differences_are_those_of_the_publication(double l1, double a1, double b1, double l2, double a2, double b2, double expected) =>
        Assert.Equal(expected, ColorDifference.Of(new CielabColor(l1, a1, b1), new CielabColor(l2, a2, b2)), 0.0001);

    [Fact]
    public void A_known_place_is_looked_at_first_and_hides_nothing()
    {
        using var product = DrawnProduct.Bottle(Red);
        using var other = DrawnProduct.Bottle(new SKColor(0x2E, 0x7A, 0xC8));
        var (reference, place) = (PictureFiles.Encode(product), new PixelBox(300, 160, 480, 760));

        var whole = Compare(product, DrawnProduct.Ad(product));
        var near = FidelityCheck.Compare(reference, DrawnProduct.Ad(product), [], place, TestContext.Current.CancellationToken);
        var wrong = FidelityCheck.Compare(reference, DrawnProduct.Ad(product), [], new PixelBox(0, 0, 60, 60), TestContext.Current.CancellationToken);

        Assert.Equal((FidelityVerdict.Faithful, FidelityVerdict.Faithful, FidelityVerdict.Faithful), (whole.Verdict, near.Verdict, wrong.Verdict));
        Assert.Equal(whole.Found!.Value.Left, near.Found!.Value.Left, 0.01);
        Assert.Equal(whole.Found!.Value.Height, near.Found!.Value.Height, 0.01);
        Assert.NotEqual(FidelityVerdict.Faithful, FidelityCheck.Compare(reference, DrawnProduct.Ad(other), [], place, TestContext.Current.CancellationToken).Verdict);
    }

    private static FidelityResult Compare(SKBitmap product, byte[] ad, params PixelBox[] masked) =>
        FidelityCheck.Compare(PictureFiles.Encode(product), ad, masked, near: null, TestContext.Current.CancellationToken);
}
