using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Pictures;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Data;
using AdCreator.Tests.Imaging;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using Xunit;

namespace AdCreator.Tests.Brands.Pictures;

public sealed class ProductPicturesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("adcreator-pictures-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_product_saved_with_a_picture_has_it_in_its_list_and_is_cut_out_when_it_is_ordered(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var shop = await Shop.OpenAsync(test, folder);

        var waiting = Assert.Single((await shop.Pictures.ListAsync(shop.Actor, shop.ProductId, Stop))!);
        var answer = await shop.Cutouts.EnsureAsync(shop.Actor.OrganizationId, shop.ProductId, Stop);

        Assert.Equal((CutoutState.Pending, true), (waiting.State, waiting.IsMain));
        var usable = Assert.IsType<CutoutAnswer.Usable>(answer);
        var cut = Assert.Single((await shop.Pictures.ListAsync(shop.Actor, shop.ProductId, Stop))!);
        Assert.Equal((CutoutState.Good, (Guid?)usable.CutoutBlobId, true), (cut.State, cut.CutoutBlobId, cut.CanRestore));
        Assert.InRange(cut.Confidence!.Value, 0.95, 1);
        var png = await shop.Blobs.ReadAsync(shop.Actor.OrganizationId, usable.CutoutBlobId, Stop);
        Assert.Equal("image/png", png!.Blob.MediaType);
        Assert.Equal(usable, await shop.Cutouts.EnsureAsync(shop.Actor.OrganizationId, shop.ProductId, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_transparent_picture_needs_no_cutting(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var shop = await Shop.OpenAsync(test, folder, Transparent());

        var usable = Assert.IsType<CutoutAnswer.Usable>(await shop.Cutouts.EnsureAsync(shop.Actor.OrganizationId, shop.ProductId, Stop));

        var picture = Assert.Single((await shop.Pictures.ListAsync(shop.Actor, shop.ProductId, Stop))!);
        Assert.Equal((picture.BlobId, CutoutState.Confirmed, (double?)null), (usable.CutoutBlobId, picture.State, picture.Confidence));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_doubtful_cutout_is_usable_once_somebody_has_confirmed_it(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        using var product = DrawnProduct.Bottle();
        var shop = await Shop.OpenAsync(test, folder, DrawnProduct.Ad(product));

        var before = Assert.IsType<CutoutAnswer.NotUsable>(await shop.Cutouts.EnsureAsync(shop.Actor.OrganizationId, shop.ProductId, Stop));
        var picture = Assert.Single((await shop.Pictures.ListAsync(shop.Actor, shop.ProductId, Stop))!);
        Assert.IsType<PictureResult.Done>(await shop.Cutouts.ConfirmAsync(shop.Actor, picture.Id, picture.Version, Stop));
        var stale = await shop.Cutouts.ConfirmAsync(shop.Actor, picture.Id, picture.Version, Stop);

        Assert.Contains("transparent PNG", before.Reason, StringComparison.Ordinal);
        Assert.Equal(CutoutState.NeedsTransparentPicture, picture.State);
        Assert.IsType<PictureResult.ChangedMeanwhile>(stale);
        Assert.IsType<CutoutAnswer.Usable>(await shop.Cutouts.EnsureAsync(shop.Actor.OrganizationId, shop.ProductId, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_touched_up_cutout_and_a_transparent_one_replace_what_was_made(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var shop = await Shop.OpenAsync(test, folder);
        await shop.Cutouts.EnsureAsync(shop.Actor.OrganizationId, shop.ProductId, Stop);
        var cut = Assert.Single((await shop.Pictures.ListAsync(shop.Actor, shop.ProductId, Stop))!);
        using var brushed = SKBitmap.Decode((await shop.Blobs.ReadAsync(shop.Actor.OrganizationId, cut.CutoutBlobId!.Value, Stop))!.Bytes.Span)!;
        brushed.Erase(SKColors.Transparent, new SKRectI(0, 0, 640, 170));

        Assert.IsType<PictureResult.Done>(await shop.Cutouts.TouchUpAsync(shop.Actor, cut.Id, cut.Version, new MemoryStream(PictureFiles.Encode(brushed)), Stop));
        var touched = Assert.Single((await shop.Pictures.ListAsync(shop.Actor, shop.ProductId, Stop))!);
        var opaque = await shop.Cutouts.ReplaceCutoutAsync(shop.Actor, cut.Id, touched.Version, cut.BlobId, Stop);
        var png = await shop.TakeInAsync(Transparent());
        Assert.IsType<PictureResult.Done>(await shop.Cutouts.ReplaceCutoutAsync(shop.Actor, cut.Id, touched.Version, png, Stop));
        var replaced = Assert.Single((await shop.Pictures.ListAsync(shop.Actor, shop.ProductId, Stop))!);

        Assert.NotEqual(cut.CutoutBlobId, touched.CutoutBlobId);
        Assert.Equal(CutoutState.Confirmed, touched.State);
        Assert.Contains("no transparency", Assert.IsType<PictureResult.Refused>(opaque).Reason, StringComparison.Ordinal);
        Assert.Equal(((Guid?)png, false), (replaced.CutoutBlobId, replaced.CanRestore));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_main_picture_can_be_changed_and_removed_and_files_stay(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var shop = await Shop.OpenAsync(test, folder);
        var first = Assert.Single((await shop.Pictures.ListAsync(shop.Actor, shop.ProductId, Stop))!);
        var second = await shop.TakeInAsync(Transparent());

        var added = Assert.IsType<PictureResult.Done>(await shop.Pictures.AddAsync(shop.Actor, shop.ProductId, 0, second, Stop));
        var stale = await shop.Pictures.AddAsync(shop.Actor, shop.ProductId, 0, second, Stop);
        var added2 = (await shop.Pictures.ListAsync(shop.Actor, shop.ProductId, Stop))!.Single(p => p.BlobId == second);
        var made = Assert.IsType<PictureResult.Done>(await shop.Pictures.MakeMainAsync(shop.Actor, added2.Id, added.ProductVersion, Stop));
        var removed = Assert.IsType<PictureResult.Done>(await shop.Pictures.RemoveAsync(shop.Actor, added2.Id, made.ProductVersion, Stop));
        var last = Assert.IsType<PictureResult.Done>(await shop.Pictures.RemoveAsync(shop.Actor, first.Id, removed.ProductVersion, Stop));

        Assert.Equal(first.BlobId, added.MainBlobId);
        Assert.IsType<PictureResult.ChangedMeanwhile>(stale);
        Assert.Equal((second, first.BlobId, (Guid?)null), (made.MainBlobId, removed.MainBlobId, last.MainBlobId));
        Assert.NotNull(await shop.Blobs.ReadAsync(shop.Actor.OrganizationId, second, Stop));
        Assert.Contains("no picture", Assert.IsType<CutoutAnswer.NotUsable>(await shop.Cutouts.EnsureAsync(shop.Actor.OrganizationId, shop.ProductId, Stop)).Reason, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Pictures_of_others_are_not_there(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (shop, stranger) = (await Shop.OpenAsync(test, folder), await Shop.OpenAsync(test, folder));
        var picture = Assert.Single((await shop.Pictures.ListAsync(shop.Actor, shop.ProductId, Stop))!);

        Assert.Null(await stranger.Pictures.ListAsync(stranger.Actor, shop.ProductId, Stop));
        Assert.Null(await stranger.Cutouts.CutAsync(stranger.Actor, picture.Id, Stop));
        Assert.IsType<PictureResult.NotFound>(await stranger.Cutouts.ConfirmAsync(stranger.Actor, picture.Id, picture.Version, Stop));
        Assert.IsType<PictureResult.NotFound>(await stranger.Pictures.RemoveAsync(stranger.Actor, picture.Id, 0, Stop));
        Assert.IsType<PictureResult.Refused>(await stranger.Pictures.AddAsync(stranger.Actor, stranger.ProductId, 0, picture.BlobId, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => shop.Pictures.ListAsync(shop.Actor with { PersonId = stranger.Actor.PersonId }, shop.ProductId, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_product_of_an_older_version_gets_its_row_when_it_is_first_looked_at(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var shop = await Shop.OpenAsync(test, folder);
        await using (var context = test.Database.Open(shop.Actor.OrganizationId))
        {
            await context.ProductPictures.ExecuteDeleteAsync(Stop);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => shop.Pictures.ListAsync(shop.Actor, shop.ProductId, Stop))));

        Assert.True(Assert.Single((await shop.Pictures.ListAsync(shop.Actor, shop.ProductId, Stop))!).IsMain);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_who_ask_at_once_wait_for_one_cut(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var shop = await Shop.OpenAsync(test, folder);

        var answers = await Task.WhenAll(
            shop.Cutouts.EnsureAsync(shop.Actor.OrganizationId, shop.ProductId, Stop), shop.Cutouts.EnsureAsync(shop.Actor.OrganizationId, shop.ProductId, Stop));

        Assert.Equal(Assert.IsType<CutoutAnswer.Usable>(answers[0]), answers[1]);
        await using var context = test.Database.Open(shop.Actor.OrganizationId);
        Assert.Equal(2, await context.Blobs.CountAsync(Stop));
    }

    private static byte[] Transparent()
    {
        using var product = DrawnProduct.Bottle();
        return PictureFiles.Encode(product);
    }

    /// <summary>An organization with one product and its picture: a bottle on white.</summary>
    private sealed record Shop(Actor Actor, Guid ProductId, ProductPictures Pictures, ProductCutouts Cutouts, BlobStore Blobs, PictureIntake Intake)
    {
        public static async Task<Shop> OpenAsync(TestDatabase test, DirectoryInfo folder, byte[]? picture = null)
        {
            using var product = DrawnProduct.Bottle();
            var (guard, actor) = (test.Guard, await test.AddActorAsync());
            var blobs = new BlobStore(test.Database, new DataDirectory(folder.FullName), guard, TimeProvider.System);
            var rows = new CutoutRows(test.Database, blobs, TimeProvider.System);
            var brand = Assert.IsType<SaveResult.Saved>(
                await new BrandService(test.Database, guard, TimeProvider.System).CreateAsync(actor, new BrandInput { Name = "Tea House" }, Stop));
            var shop = new Shop(
                actor, Guid.Empty, new ProductPictures(test.Database, rows, guard, TimeProvider.System),
                new ProductCutouts(test.Database, blobs, rows, guard), blobs, new PictureIntake(blobs, guard));
            var saved = Assert.IsType<SaveResult.Saved>(await new ProductService(test.Database, guard, TimeProvider.System).CreateAsync(
                actor, brand.Id, new ProductInput { Name = "Mint", PictureBlobId = await shop.TakeInAsync(picture ?? DrawnProduct.StudioPhoto(product, SKColors.White)) }, Stop));
            return shop with { ProductId = saved.Id };
        }

        public async Task<Guid> TakeInAsync(byte[] file) =>
            Assert.IsType<IntakeResult.Accepted>(await Intake.AcceptAsync(Actor, new MemoryStream(file), Stop)).Blob.Id;
    }
}
