using AdCreator.Core.Brands.Pictures;
using AdCreator.Core.Data;
using AdCreator.Core.Demo;
using AdCreator.Core.Files;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using Xunit;

namespace AdCreator.Tests.Demo;

public sealed class DemoSeederTests
{
    [Fact]
    public async Task Seeding_twice_makes_everything_once()
    {
        var token = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("adcreator-seed-");
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var blobs = new BlobStore(database.Database, new DataDirectory(folder.FullName), database.Guard, TimeProvider.System);
        var seeder = new DemoSeeder(database.Database, blobs, TimeProvider.System);

        await seeder.SeedAsync(token);
        await seeder.SeedAsync(token);

        await using var context = database.Database.OpenWithoutOrganization();
        Assert.Equal(["Demo Studio", "Other Studio"], await context.Organizations.Select(o => o.Name).Order().ToListAsync(token));
        Assert.Equal(["admin@demo.local", "marketer@demo.local", "marketer@other.local"], await context.People.Where(p => p.Issuer == "development" && p.EmailVerified).Select(p => p.Subject).Order().ToListAsync(token));
        var studio = await context.Organizations.SingleAsync(o => o.Name == "Demo Studio", token);
        await using var own = database.Database.Open(studio.Id);
        Assert.Equal([MembershipRole.Admin, MembershipRole.Member], (await own.Memberships.Select(m => m.Role).ToListAsync(token)).OrderDescending());
        var products = await own.Products.ToListAsync(token);
        Assert.Equal(3, products.Count);
        Assert.Single(products, p => p.Offer.Length > 0 && p.OfferEndsOn is not null);
        Assert.Equal(3, await own.ProductPictures.CountAsync(p => p.State == CutoutState.Confirmed && p.CutoutBlobId == p.BlobId, token));
        Assert.Equal(4, await own.Claims.CountAsync(token));
        Assert.NotEmpty((await own.Brands.SingleAsync(token)).Kit.WordsToAvoid);
        foreach (var product in products)
        {
            var picture = await blobs.ReadAsync(studio.Id, product.PictureBlobId!.Value, token);
            using var bitmap = SKBitmap.Decode(picture!.Bytes.Span)!;
            Assert.Equal(0, bitmap.GetPixel(0, 0).Alpha);
            Assert.Equal(255, bitmap.GetPixel(bitmap.Width / 2, bitmap.Height / 2).Alpha);
        }

        folder.Delete(recursive: true);
    }
}
