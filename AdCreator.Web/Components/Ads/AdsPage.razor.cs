using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace AdCreator.Web.Components.Ads;

/// <summary>Every set of ads of the organization; what is searched for stands in the address.</summary>
public sealed partial class AdsPage(
    AdGallery gallery, SingleAds singleAds, BriefCopies briefs, CurrentActor currentActor, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private GalleryAddress address = new();
    private GalleryChoices choices = new([], [], []);
    private RunPageResult? sets;
    private SingleAdPage? singles;
    private int? total;

    private int PageCount => Math.Max(1, (total!.Value + GalleryAddress.PageSize - 1) / GalleryAddress.PageSize);

    private string CountText => (singles, total) switch
    {
        (null, 1) => "1 set",
        (null, var count) => $"{count} sets",
        (_, 1) => "1 ad",
        (_, var count) => $"{count} ads",
    };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += OnMoved;
        choices = await gallery.ListChoicesAsync(await currentActor.GetAsync(disposal.Token), disposal.Token);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var asked = address = GalleryAddress.Parse(navigation.ToAbsoluteUri(navigation.Uri).Query);
        var actor = await currentActor.GetAsync(disposal.Token);
        var foundAds = asked.ShowsAds ? await singleAds.ListAsync(actor, asked.Filter, disposal.Token) : null;
        var foundSets = asked.ShowsAds ? null : await gallery.ListRunsAsync(actor, asked.Filter, disposal.Token);
        if (asked == address)
        {
            (singles, sets, total) = (foundAds, foundSets, foundAds?.Total ?? foundSets!.Total);
        }
    }

    private void OnMoved(object? sender, LocationChangedEventArgs moved)
    {
        if (navigation.ToBaseRelativePath(moved.Location).Split('?', '#')[0] == "ads")
        {
            _ = InvokeAsync(LoadAndShowAsync);
        }
    }

    private async Task LoadAndShowAsync()
    {
        try
        {
            await LoadAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (disposal.IsCancellationRequested)
        {
            // The page is left.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    private void Search(string text) => navigation.NavigateTo((address with { Search = text, Page = 1 }).Url, replace: true);

    private async Task CopyBriefAsync(RunCard run)
    {
        if (await briefs.CopyToDraftAsync(await currentActor.GetAsync(disposal.Token), run.Id, disposal.Token))
        {
            navigation.NavigateTo("/ads/new");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        navigation.LocationChanged -= OnMoved;
        disposal.Cancel();
        disposal.Dispose();
    }
}
