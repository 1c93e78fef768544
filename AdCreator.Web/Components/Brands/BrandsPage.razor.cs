using AdCreator.Core.Brands;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Brands;

/// <summary>Every brand of the organization.</summary>
public sealed partial class BrandsPage(BrandService service, CurrentActor currentActor, IDialogService dialogs, NavigationManager navigation)
    : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private Page<BrandCard>? brands;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? Number { get; set; }

    private string Search => Query ?? "";

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var actor = await currentActor.GetAsync(disposal.Token);
        brands = await service.ListAsync(actor, new ListQuery(Search, Number ?? 1), disposal.Token);
    }

    private void SearchFor(string text) => navigation.NavigateTo(Address(text, 1), replace: true);

    private string Address(string search, int number) => navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["q"] = search.Length == 0 ? null : search,
        ["page"] = number == 1 ? null : number,
    });

    private async Task CreateAsync()
    {
        var dialog = await dialogs.ShowAsync<NewBrandDialog>("New brand", FormDialog.Options);
        if (await dialog.Result is { Canceled: false, Data: Guid brandId })
        {
            navigation.NavigateTo($"/brands/{brandId}");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }
}
