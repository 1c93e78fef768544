using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Data;
using Xunit;

namespace AdCreator.Tests.Brands;

public sealed class ProductServiceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_product_comes_back_as_it_was_saved(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var shop = await Shop.OpenAsync(test);
        var input = new ProductInput
        {
            Name = "حذاء 🥾 Wanderer", Benefits = ["Stays dry", "لا ينزلق"], Price = 1234.5m, Currency = "EUR", Offer = "20 % off",
            OfferEndsOn = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime).AddDays(2), PictureBlobId = await AddPictureAsync(test, shop.Actor),
        };

        var id = Assert.IsType<SaveResult.Saved>(await shop.Products.CreateAsync(shop.Actor, shop.BrandId, input, Stop)).Id;

        var found = (await shop.Products.FindAsync(shop.Actor, id, Stop))!;
        Assert.Equal(input.Benefits, found.Input.Benefits);
        Assert.Equal(input with { Benefits = found.Input.Benefits }, found.Input);
        Assert.Equal(("Tea House", OfferState.Running), (found.BrandName, found.OfferState));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_name_is_unique_in_its_brand_only(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var shop = await Shop.OpenAsync(test);
        var other = Assert.IsType<SaveResult.Saved>(await shop.Brands.CreateAsync(shop.Actor, new BrandInput { Name = "Other" }, Stop)).Id;
        await shop.AddAsync("Chamomile");

        var again = await shop.Products.CreateAsync(shop.Actor, shop.BrandId, new ProductInput { Name = "CHAMOMILE" }, Stop);
        var elsewhere = await shop.Products.CreateAsync(shop.Actor, other, new ProductInput { Name = "Chamomile" }, Stop);

        Assert.Equal(nameof(ProductInput.Name), Assert.Single(Assert.IsType<SaveResult.Invalid>(again).Problems).Field);
        Assert.IsType<SaveResult.Saved>(elsewhere);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_name_of_5000_characters_stores_nothing(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var shop = await Shop.OpenAsync(test);

        var result = await shop.Products.CreateAsync(shop.Actor, shop.BrandId, new ProductInput { Name = new string('a', 5000) }, Stop);

        Assert.Contains("5,000", Assert.Single(Assert.IsType<SaveResult.Invalid>(result).Problems).Message, StringComparison.Ordinal);
        Assert.Equal(0, (await shop.Products.ListAsync(shop.Actor, shop.BrandId, new ListQuery(), Stop)).Total);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_two_people_who_edit_at_once_the_later_one_overwrites_nothing(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var shop = await Shop.OpenAsync(test);
        var id = await shop.AddAsync("Chamomile");
        var read = (await shop.Products.FindAsync(shop.Actor, id, Stop))!;

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            () => shop.Products.UpdateAsync(shop.Actor, id, read.Version, read.Input with { Offer = $"{i} % off" }, Stop))));

        Assert.Single(results.OfType<SaveResult.Saved>());
        Assert.Equal(7, results.OfType<SaveResult.ChangedMeanwhile>().Count());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Brands_products_and_pictures_of_others_cannot_be_used(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (shop, stranger) = (await Shop.OpenAsync(test), await Shop.OpenAsync(test));
        var id = await shop.AddAsync("Chamomile");
        var foreignPicture = await AddPictureAsync(test, shop.Actor);

        Assert.Null(await shop.Products.FindAsync(stranger.Actor, id, Stop));
        Assert.IsType<SaveResult.NotFound>(await shop.Products.UpdateAsync(stranger.Actor, id, 0, new ProductInput { Name = "Mine" }, Stop));
        Assert.IsType<SaveResult.NotFound>(await shop.Products.CreateAsync(stranger.Actor, shop.BrandId, new ProductInput { Name = "Mine" }, Stop));
        Assert.Equal(0, (await shop.Products.ListAsync(stranger.Actor, shop.BrandId, new ListQuery(), Stop)).Total);
        var withPicture = await shop.Products.CreateAsync(stranger.Actor, stranger.BrandId, new ProductInput { Name = "Mine", PictureBlobId = foreignPicture }, Stop);
        Assert.Equal(nameof(ProductInput.PictureBlobId), Assert.Single(Assert.IsType<SaveResult.Invalid>(withPicture).Problems).Field);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Cards_show_the_price_in_its_currency_and_brands_show_their_newest_pictures(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var shop = await Shop.OpenAsync(test);
        var picture = await AddPictureAsync(test, shop.Actor);
        await shop.Products.CreateAsync(shop.Actor, shop.BrandId, new ProductInput { Name = "Chamomile", Price = 24, PictureBlobId = picture }, Stop);
        await shop.AddAsync("Mint");

        var products = (await shop.Products.ListAsync(shop.Actor, shop.BrandId, new ListQuery("CHAM"), Stop)).Items;
        var brand = Assert.Single((await shop.Brands.ListAsync(shop.Actor, new ListQuery(), Stop)).Items);

        Assert.Equal(("$24.00", (Guid?)picture), (products[0].PriceText, products[0].PictureBlobId));
        Assert.Single(products);
        Assert.Equal(2, brand.ProductCount);
        Assert.Equal([picture], brand.PictureBlobIds);
    }

    private static async Task<Guid> AddPictureAsync(TestDatabase test, Actor actor)
    {
        var blob = new Blob
        {
            Id = NewId.Next(TimeProvider.System), OrganizationId = actor.OrganizationId, MediaType = "image/png", ByteCount = 1,
            Width = 1, Height = 1, Sha256 = new string('0', 64), CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        await using var context = test.Database.Open(actor.OrganizationId);
        context.Blobs.Add(blob);
        await context.SaveChangesAsync(Stop);
        return blob.Id;
    }

    /// <summary>An organization with one member and the brand "Tea House".</summary>
    private sealed record Shop(BrandService Brands, ProductService Products, Actor Actor, Guid BrandId)
    {
        public static async Task<Shop> OpenAsync(TestDatabase test)
        {
            var guard = test.Guard;
            var brands = new BrandService(test.Database, guard, TimeProvider.System);
            var actor = await test.AddActorAsync();
            var saved = Assert.IsType<SaveResult.Saved>(await brands.CreateAsync(actor, new BrandInput { Name = "Tea House" }, Stop));
            return new Shop(brands, new ProductService(test.Database, guard, TimeProvider.System), actor, saved.Id);
        }

        public async Task<Guid> AddAsync(string name) =>
            Assert.IsType<SaveResult.Saved>(await Products.CreateAsync(Actor, BrandId, new ProductInput { Name = name }, Stop)).Id;
    }
}
