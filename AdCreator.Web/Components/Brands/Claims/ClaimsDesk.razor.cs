using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Claims;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Brands.Claims;

/// <summary>The claims ledger of a brand.</summary>
public sealed partial class ClaimsDesk(
    ClaimsLedger ledger, CurrentActor currentActor, IDialogService dialogs, ISnackbar snackbar, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private ClaimBook? book;

    [Parameter, EditorRequired]
    public Guid BrandId { get; set; }

    [Parameter, EditorRequired]
    public string BrandName { get; set; } = "";

    /// <summary>Which claims are listed: <c>running</c>, <c>soon</c>, <c>expired</c>; anything else for all.</summary>
    [Parameter]
    public string Show { get; set; } = "";

    private IEnumerable<(string Key, string Words, int Count)> Filters =>
    [
        ("", "All", book!.Rows.Count),
        ("running", ClaimWords.Of(ClaimState.Running), book.Count(ClaimState.Running)),
        ("soon", ClaimWords.Of(ClaimState.EndingSoon), book.Count(ClaimState.EndingSoon)),
        ("expired", ClaimWords.Of(ClaimState.Expired), book.Count(ClaimState.Expired)),
    ];

    private IReadOnlyList<ClaimRow> Shown => Show switch
    {
        "running" => InState(ClaimState.Running),
        "soon" => InState(ClaimState.EndingSoon),
        "expired" => InState(ClaimState.Expired),
        _ => book!.Rows,
    };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => await LoadAsync();

    private IReadOnlyList<ClaimRow> InState(ClaimState state) => [.. book!.Rows.Where(r => r.State == state)];

    private async Task LoadAsync()
    {
        book = await ledger.FindAsync(await currentActor.GetAsync(disposal.Token), BrandId, disposal.Token);
        if (book is null)
        {
            navigation.NotFound();
        }
    }

    private async Task EditAsync(ClaimRow? claim)
    {
        var parameters = new DialogParameters<ClaimDialog> { { d => d.BrandId, BrandId }, { d => d.Claim, claim }, { d => d.Products, book!.Products } };
        var dialog = await dialogs.ShowAsync<ClaimDialog>(claim is null ? "New claim" : "Change claim", parameters, FormDialog.Options);
        if (await dialog.Result is { Canceled: false })
        {
            snackbar.Add(claim is null ? "Claim added" : "Claim changed", Severity.Success);
        }

        await LoadAsync();
    }

    private async Task RemoveAsync(ClaimRow claim)
    {
        var text = $"“{claim.Input.Text}” may no longer be said in new sets. Sets that are ordered keep what was approved then.";
        if (await dialogs.ShowMessageBoxAsync("Remove claim?", text, yesText: "Remove", cancelText: "Cancel") != true)
        {
            return;
        }

        var result = await ledger.RemoveAsync(await currentActor.GetAsync(disposal.Token), claim.Id, claim.Version, disposal.Token);
        var (words, severity) = result is SaveResult.Saved
            ? ("Claim removed", Severity.Success)
            : ("Somebody else changed this claim meanwhile. The list is fresh now.", Severity.Info);
        snackbar.Add(words, severity);
        await LoadAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }
}
