using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Web.Components.Ads;
using Bunit;
using MudBlazor.Services;
using Xunit;

namespace AdCreator.Tests.Ads.Pages;

public sealed class GalleryTests : BunitContext
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private static readonly Guid Brand = NewId.At(Start);

    public GalleryTests() => Services.AddMudServices();

    public static TheoryData<GalleryAddress, string> Addresses => new()
    {
        { new GalleryAddress("Tea & co", RunStatus.NeedsAttention, 3), "/ads?q=Tea%20%26%20co&status=attention&page=3" },
        { new GalleryAddress(), "/ads" },
        {
            new GalleryAddress
            {
                Tag = "spring", Decision = Decision.None, BrandId = Brand, PersonId = Brand, From = new DateOnly(2026, 11, 1), To = new DateOnly(2026, 11, 30),
                AtLeastUsd = 0.5m, AtMostUsd = 2, Sort = RunSort.Dearest, ShowsAds = true,
            },
            $"/ads?tag=spring&decision=undecided&person={Brand}&brand={Brand}&from=2026-11-01&to=2026-11-30&min=0.5&max=2&sort=dearest&view=ads"
        },
    };

    [Theory, MemberData(nameof(Addresses), DisableDiscoveryEnumeration = true)]
    public void What_the_gallery_shows_stands_in_its_address(GalleryAddress address, string url)
    {
        Assert.Equal(url, address.Url);
        Assert.Equal(address, GalleryAddress.Parse(url[4..]));
    }

    [Theory]
    [InlineData("?page=-1&status=nonsense")]
    [InlineData("?page=0&decision=perhaps&sort=best")]
    [InlineData("?page=2.5&from=yesterday&to=0001-01-01")]
    [InlineData("?page=99999999999999999999&brand=1&person=me&min=-1&max=1e9")]
    public void What_is_unreadable_in_an_address_restricts_nothing(string query) => Assert.Equal(new GalleryAddress(), GalleryAddress.Parse(query));

    [Fact]
    public void A_full_page_starts_where_the_one_before_ended() =>
        Assert.Equal((48, 24), (new GalleryAddress(Page: 3).Filter.Skip, new GalleryAddress(Page: 3).Filter.Take));

    [Fact]
    public void The_chosen_status_is_marked_and_keeps_the_search()
    {
        var links = Render<StatusLinks>(p => p.Add(l => l.Address, new GalleryAddress("tea", RunStatus.Running, 4)));

        Assert.Equal("Running", links.Find("a[aria-current]").TextContent.Trim());
        Assert.Equal("/ads?q=tea&status=cancelled", links.FindAll("a")[^1].GetAttribute("href"));
    }

    [Fact]
    public void A_set_is_a_link_that_says_what_it_is()
    {
        var tile = RenderTile(CardOf(RunStatus.NeedsAttention) with { Failed = 1, Approved = 2 });

        var link = tile.Find("a");
        Assert.StartsWith("Mint", link.TextContent.TrimStart(), StringComparison.Ordinal);
        Assert.Contains("4 ads, 2 approved", link.TextContent, StringComparison.Ordinal);
        Assert.Equal("1 failed", tile.Find(".status").TextContent.Trim());
        Assert.Contains("$0.56", link.TextContent, StringComparison.Ordinal);
        Assert.Equal(4, tile.FindAll("img").Count);
    }

    [Fact]
    public void A_set_without_a_picture_says_why()
    {
        Assert.Contains("In the making", RenderTile(CardOf(RunStatus.Running) with { PictureBlobIds = [] }).Markup, StringComparison.Ordinal);
        Assert.Contains("No picture was made", RenderTile(CardOf(RunStatus.Cancelled) with { PictureBlobIds = [] }).Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tea House", "Mint & Lime", "tea-house_mint-lime_4x5_20261124_ad-03.jpg")]
    [InlineData("../..", "شاي الصباح", "شاي-الصباح_4x5_20261124_ad-03.jpg")]
    [InlineData("🫖", "CON", "con_4x5_20261124_ad-03.jpg")]
    public void A_file_is_named_after_what_it_is_and_cannot_name_a_folder(string brand, string product, string expected) =>
        Assert.Equal(expected, FileNames.Of(BriefOf(brand, product), Start, 3));

    [Fact]
    public void A_file_name_stays_short_whatever_the_product_is_called() =>
        Assert.InRange(FileNames.Of(BriefOf(new string('a', 5000), new string('b', 5000)), Start, 12).Length, 1, 120);

    [Fact]
    public void A_message_goes_when_its_field_changes_and_stays_when_another_does()
    {
        var before = new BriefChoices();

        Assert.True(BriefFields.IsTouched(BriefFields.Wish, before, before with { Wish = "calm" }));
        Assert.False(BriefFields.IsTouched(BriefFields.Brand, before, before with { Wish = "calm" }));
    }

    private IRenderedComponent<RunTile> RenderTile(RunCard card) => Render<RunTile>(p => p.Add(t => t.Run, card));

    private static RunCard CardOf(RunStatus status) => new(
        NewId.At(Start), "Tea House", "Mint", Start, "4:5", 4, 3, 0, 0, 0, 0.5564m, IsDemo: true,
        [.. Enumerable.Range(0, 4).Select(_ => NewId.At(Start))], status);

    private static Brief BriefOf(string brand, string product) => new()
    {
        BrandName = brand, BrandColor = "#1F4E5F", ProductName = product, ProductPictureBlobId = NewId.At(Start), Variations = 4, AspectRatio = "4:5",
    };
}
