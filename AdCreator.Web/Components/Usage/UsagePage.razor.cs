using System.Data.Common;
using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Queries;
using AdCreator.Web.Operations;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace AdCreator.Web.Components.Usage;

/// <summary>The usage page: reads what the address asks for, and again while calls come in and somebody looks.</summary>
public sealed partial class UsagePage(
    UsageQueries usage, AdSpend adSpends, SpendSubjects subjects, CurrentActor current, UsageHealth health, NavigationManager navigation, IJSRuntime script, TimeProvider time)
    : IAsyncDisposable
{
    /// <summary>Calls on screen at most; older ones take the place of the newest.</summary>
    private const int MaxCalls = 4 * RecentCalls.PageSize;

    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource disposal = new();
    private UsageAddress address = new(UsageFilter.Default);
    private UsageOverview? overview;
    private AdSpendReport? adSpend;
    private bool isAdSpendMissing;
    private IReadOnlyList<SpendBrand> brands = [];
    private IReadOnlyList<RecentCall> calls = [];
    private UsageCursor? next;
    private bool isNewestOut;
    private UsageCall? call;
    private SpendSubject subject = new(null, null);
    private bool isLoading = true;

    private UsageHealth Health => health;

    private string Scope => overview switch
    {
        null => "What model calls cost, to the last digit.",
        { SeesOrganization: true } => $"Everybody's calls, {UsageWords.Days(overview.Days)}, days in {overview.TimeZone}.",
        _ => $"Your own calls, {UsageWords.Days(overview.Days)}, days in {overview.TimeZone}.",
    };

    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += OnMoved;
        await LoadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _ = FollowAsync();
        }
    }

    private string BrandName(Guid id) => id == Guid.Empty ? "For no brand" : brands.FirstOrDefault(b => b.Id == id)?.Name ?? "Removed brand";

    private string Only(Func<UsageFilter, UsageFilter> change) => address.With(change).Page;

    private void OnMoved(object? sender, LocationChangedEventArgs moved)
    {
        if (new Uri(moved.Location).AbsolutePath == "/usage")
        {
            _ = InvokeAsync(ReloadAsync);
        }
    }

    private async Task ReloadAsync()
    {
        isLoading = true;
        StateHasChanged();
        try
        {
            await LoadAsync();
            StateHasChanged();
        }
        catch (Exception fault) when (fault is DbException or AccessDeniedException || FaultWords.IsSilence(fault))
        {
            await DispatchExceptionAsync(fault);
        }
    }

    private async Task LoadAsync()
    {
        var asked = UsageAddress.Parse(new Uri(navigation.Uri).Query);
        address = asked;
        try
        {
            var actor = await current.GetAsync(disposal.Token);
            await (asked.CallId is { } id ? LoadCallAsync(actor, id) : LoadOverviewAsync(actor, asked));
            isLoading = asked != address;
        }
        catch (OperationCanceledException) when (disposal.IsCancellationRequested)
        {
            // The person left while it was read.
        }
    }

    private async Task LoadCallAsync(Actor actor, Guid id)
    {
        call = await usage.FindCallAsync(actor, id, disposal.Token);
        if (call is { Record: var record })
        {
            subject = await subjects.NameAsync(actor, new(record.BrandId, record.RunId, record.AdId), disposal.Token);
        }
    }

    private async Task LoadOverviewAsync(Actor actor, UsageAddress asked)
    {
        var read = await usage.ReadOverviewAsync(actor, asked.Filter, disposal.Token);
        var page = await usage.ReadRecentAsync(actor, asked.Filter, after: null, disposal.Token);
        brands = await subjects.ListBrandsAsync(actor, disposal.Token);
        if (asked == address)
        {
            (overview, calls, next, isNewestOut) = (read, page.Calls, page.Next, false);
            isLoading = false;
            StateHasChanged();
        }

        await LoadAdSpendAsync(actor, asked);
    }

    /// <summary>Ads are joined to single calls: that takes longer than sums, so the rest neither waits for it nor falls with it.</summary>
    private async Task LoadAdSpendAsync(Actor actor, UsageAddress asked)
    {
        try
        {
            var spend = await adSpends.ReadAsync(actor, asked.Filter, disposal.Token);
            (adSpend, isAdSpendMissing) = asked == address ? (spend, false) : (adSpend, isAdSpendMissing);
        }
        catch (Exception fault) when (fault is DbException || FaultWords.IsSilence(fault))
        {
            (adSpend, isAdSpendMissing) = (null, true);
        }
    }

    private async Task LoadOlderAsync()
    {
        var asked = address;
        var actor = await current.GetAsync(disposal.Token);
        var page = await usage.ReadRecentAsync(actor, asked.Filter, next, disposal.Token);
        if (asked == address)
        {
            isNewestOut |= calls.Count + page.Calls.Count > MaxCalls;
            (calls, next) = ([.. calls.Concat(page.Calls).TakeLast(MaxCalls)], page.Next);
        }
    }

    /// <summary>Asks for the totals now and then, and for the rest only when they changed; leaves older pages alone.</summary>
    private async Task FollowAsync()
    {
        try
        {
            await using var module = await script.InvokeAsync<IJSObjectReference>("import", disposal.Token, "./Components/Usage/UsagePage.razor.js");
            using var timer = new PeriodicTimer(Refresh, time);
            while (await timer.WaitForNextTickAsync(disposal.Token))
            {
                if (overview is not null && address.CallId is null && calls.Count <= RecentCalls.PageSize
                    && await module.InvokeAsync<bool>("isVisible", disposal.Token))
                {
                    await InvokeAsync(RefreshAsync);
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or JSDisconnectedException or ObjectDisposedException)
        {
            // The page or its connection is gone.
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            var actor = await current.GetAsync(disposal.Token);
            if (await usage.ReadTotalsAsync(actor, address.Filter, disposal.Token) != overview?.Totals)
            {
                await LoadOverviewAsync(actor, address);
                StateHasChanged();
            }
        }
        catch (Exception fault) when (fault is DbException || FaultWords.IsSilence(fault))
        {
            // What is on screen stays; the next tick tries again.
        }
        catch (AccessDeniedException fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        navigation.LocationChanged -= OnMoved;
        await disposal.CancelAsync();
        disposal.Dispose();
    }
}
