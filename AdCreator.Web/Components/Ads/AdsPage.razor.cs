using AdCreator.Core.Ads.Runs;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;

namespace AdCreator.Web.Components.Ads;

/// <summary>Every set of ads of the organization; what is searched for stands in the address.</summary>
public sealed partial class AdsPage(AdGallery gallery, CurrentActor currentActor, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private GalleryAddress address = new();
    private RunPageResult? found;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? Number { get; set; }

    private int PageCount => Math.Max(1, (found!.Total + GalleryAddress.PageSize - 1) / GalleryAddress.PageSize);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        address = GalleryAddress.Parse(Query, Status, Number);
        var actor = await currentActor.GetAsync(disposal.Token);
        var asked = address;
        var result = await gallery.ListRunsAsync(actor, asked.Filter, disposal.Token);
        if (asked == address)
        {
            found = result;
        }
    }

    private void Search(string text) => navigation.NavigateTo((address with { Search = text, Page = 1 }).Url, replace: true);

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }
}
