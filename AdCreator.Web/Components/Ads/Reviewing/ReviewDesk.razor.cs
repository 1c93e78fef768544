using AdCreator.Core.Ads.Approvals;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdCreator.Web.Components.Ads.Reviewing;

/// <summary>Knows which ad is in view and what is open beside it. What is decided goes to the services; then the rows are read again.</summary>
public sealed partial class ReviewDesk(
    AdHistories histories, AdFiles adFiles, AdDecisions decisions, AdRunService runs, CurrentActor currentActor, IJSRuntime javaScript) : IAsyncDisposable
{
    private ElementReference root;
    private IJSObjectReference? module;
    private IReadOnlyList<AdView> ordered = [];
    private AdView? ad;
    private AdHistory history = AdHistory.None;
    private IReadOnlyList<AdFile> files = [];
    private RunView? read;
    private VersionView? shown;
    private Guid? compareWith;
    private string placement = ApprovalFiles.Own;
    private DeskPanel panel;
    private string? returnTo;

    /// <summary>The set as its rows say.</summary>
    [Parameter, EditorRequired]
    public RunView Run { get; set; } = default!;

    [Parameter, EditorRequired]
    public ReviewAddress Address { get; set; } = default!;

    /// <summary>Something was decided: the rows say what became of it.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnChanged { get; set; }

    private CheckReport? ChecksInView => placement != ApprovalFiles.Own && shown is null
        ? files.FirstOrDefault(f => f.PlacementId == placement)?.Checks
        : shown is null ? ad!.Checks : shown.Version.Checks;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        ordered = Address.DoubtsFirst ? [.. Run.Ads.OrderBy(a => ReviewWords.DoubtOf(a) is null).ThenBy(a => a.Number)] : Run.Ads;
        var selected = Address.Ad is { } number ? Run.Ads.FirstOrDefault(a => a.Number == number) : ordered.Count > 0 ? ordered[0] : null;
        if (selected?.Id != ad?.Id)
        {
            (history, files, shown, compareWith, placement, panel) = (AdHistory.None, [], null, null, ApprovalFiles.Own, DeskPanel.None);
        }
        else if (ReferenceEquals(read, Run))
        {
            return;
        }

        (ad, read) = (selected, Run);
        if (ad is not null)
        {
            await ReadAsync(ad);
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            module = await javaScript.InvokeAsync<IJSObjectReference>("import", "./Components/Ads/Reviewing/ReviewDesk.razor.js");
            await module.InvokeVoidAsync("attach", root);
        }

        if (returnTo is { } key && module is not null)
        {
            returnTo = null;
            await module.InvokeVoidAsync("focusKey", root, key);
        }
    }

    private async Task ReadAsync(AdView wanted)
    {
        var actor = await currentActor.GetAsync(CancellationToken.None);
        var found = await histories.ReadAsync(actor, wanted.Id, CancellationToken.None);
        var rendered = wanted.VersionId is { } version ? await adFiles.ListAsync(actor, wanted.Id, version, CancellationToken.None) : [];
        if (ad?.Id == wanted.Id)
        {
            (history, files) = (found, rendered);
        }
    }

    private void OpenPanel(DeskPanel wanted) => panel = panel == wanted ? DeskPanel.None : wanted;

    private void ClosePanel()
    {
        returnTo = panel switch { DeskPanel.Reject => "r", DeskPanel.Edit => "e", DeskPanel.Regenerate => "g", DeskPanel.Change => "change", DeskPanel.Compare => "c", _ => null };
        (panel, compareWith) = (DeskPanel.None, null);
    }

    private void Show(VersionView version)
    {
        shown = version.Version.Id == ad?.VersionId ? null : version;
        panel = DeskPanel.None;
    }

    private void Compare(VersionView version) => (compareWith, shown, panel) = (version.Version.Id, null, DeskPanel.Compare);

    private async Task SavedAsync()
    {
        ClosePanel();
        shown = null;
        await OnChanged.InvokeAsync();
    }

    private async Task RejectAsync(string reason)
    {
        await decisions.RejectAsync(await currentActor.GetAsync(CancellationToken.None), ad!.Id, reason, CancellationToken.None);
        await SavedAsync();
    }

    private async Task RetryAsync(AdView retried)
    {
        await runs.RetryAsync(await currentActor.GetAsync(CancellationToken.None), retried.Id, CancellationToken.None);
        await OnChanged.InvokeAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (module is null)
        {
            return;
        }

        try
        {
            await module.InvokeVoidAsync("detach", root);
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its listeners with it.
        }
    }
}
