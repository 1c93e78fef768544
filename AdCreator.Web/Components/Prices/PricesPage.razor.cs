using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Organizations;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Web.Components.Brands;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Prices;

/// <summary>Every model with its price, the list's or the organization's own; opens one with all its versions.</summary>
public sealed partial class PricesPage(
    PriceCorrections corrections, UnpricedModels calls, CurrentActor currentActor, IDialogService dialogs, ISnackbar snackbar, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private IReadOnlyList<ModelPrice>? models;
    private IReadOnlyList<UnpricedModel> unpriced = [];
    private IReadOnlyList<PriceHistoryRow>? versions;
    private Exception? fault;
    private string? shownModel;
    private bool pastNote;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "model")]
    private string? Model { get; set; }

    private List<ModelPrice> Shown =>
        [.. (models ?? []).Where(m => m.Model.Contains(Query?.Trim() ?? "", StringComparison.OrdinalIgnoreCase))];

    private string ListAddress => navigation.GetUriWithQueryParameter("model", (string?)null);

    /// <inheritdoc />
    protected override Task OnParametersSetAsync()
    {
        versions = null;
        if (shownModel != Model)
        {
            (shownModel, pastNote) = (Model, false);
        }

        return LoadAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }

    private string ModelAddress(string model) => navigation.GetUriWithQueryParameter("model", model);

    private void SearchFor(string text) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameter("q", text.Length == 0 ? null : text), replace: true);

    private Task LoadAsync() => ActAsync(_ => Task.CompletedTask);

    /// <summary>Does something as the actor and reads anew what is shown; who is no admin, or no more, sees no such page.</summary>
    private async Task ActAsync(Func<Actor, Task> act)
    {
        try
        {
            var actor = await currentActor.GetAsync(disposal.Token);
            await act(actor);
            if (Model is { } model)
            {
                versions = await corrections.ListVersionsAsync(actor, model, disposal.Token);
            }
            else
            {
                models = await corrections.ListAsync(actor, disposal.Token);
                var priced = models.Where(m => m.Current is not null).Select(m => m.Model).ToHashSet(StringComparer.Ordinal);
                unpriced = [.. (await calls.ListAsync(actor, disposal.Token)).Where(m => !priced.Contains(m.Model))];
            }

            fault = null;
        }
        catch (AccessDeniedException)
        {
            navigation.NotFound();
        }
        catch (System.Data.Common.DbException e)
        {
            fault = e;
        }
    }

    private async Task AddAsync(string? model)
    {
        var parameters = new DialogParameters<PriceDialog> { { d => d.Model, model } };
        var dialog = await dialogs.ShowAsync<PriceDialog>("Add a price", parameters, FormDialog.Wide);
        if (await dialog.Result is { Canceled: false, Data: AddPriceResult.Added added })
        {
            pastNote = added.StartsInThePast;
            snackbar.Add("The price was added. Calls use it from its start on.", Severity.Success);
            await LoadAsync();
        }
    }

    private async Task ImportAsync()
    {
        var dialog = await dialogs.ShowAsync<ImportDialog>("Import prices", FormDialog.Wide);
        if (await dialog.Result is { Canceled: false, Data: ImportResult.Applied applied })
        {
            pastNote = applied.StartsInThePast;
            snackbar.Add(applied.Count == 1 ? "One price was imported." : $"{applied.Count} prices were imported.", Severity.Success);
            await LoadAsync();
        }
    }

    private async Task WithdrawAsync(PriceHistoryRow version)
    {
        var sure = await dialogs.ShowMessageBoxAsync(
            "Withdraw this price?", "Calls from now on take the price that holds without it. Calls of the past keep theirs.", yesText: "Withdraw", cancelText: "Cancel");
        if (sure == true)
        {
            await ActAsync(async actor =>
            {
                var isDone = await corrections.WithdrawAsync(actor, version.Id, disposal.Token);
                snackbar.Add(isDone ? "The price was withdrawn." : "Somebody else withdrew it meanwhile.", isDone ? Severity.Success : Severity.Info);
            });
        }
    }
}
