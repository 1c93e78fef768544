using AdCreator.Core.Brands;
using AdCreator.Web.Components.Brands.Kit;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Brands;

/// <summary>One brand: its basics and products, its look, its words and its claims.</summary>
public sealed partial class BrandPage(
    BrandService service,
    ProductService productService,
    CurrentActor currentActor,
    IDialogService dialogs,
    ISnackbar snackbar,
    NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private BrandDetails? brand;
    private Page<ProductCard>? products;
    private BrandFormModel model = new();
    private IReadOnlyList<InputProblem> problems = [];
    private BrandFields? fields;
    private bool changedMeanwhile;
    private bool saving;

    /// <summary>Saving another part moves the brand's version: coming back reads it anew.</summary>
    private BrandTab? shownTab;

    [Parameter]
    public Guid BrandId { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? Number { get; set; }

    [SupplyParameterFromQuery(Name = "tab")]
    private string? TabKey { get; set; }

    [SupplyParameterFromQuery(Name = "show")]
    private string? Filter { get; set; }

    private string Search => Query ?? "";

    private BrandTab Tab => BrandTab.Of(TabKey);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (brand?.Id != BrandId || (Tab == BrandTab.Products && Tab != shownTab))
        {
            await LoadAsync();
        }

        shownTab = Tab;
        if (brand is not null && Tab == BrandTab.Products)
        {
            var actor = await currentActor.GetAsync(disposal.Token);
            products = await productService.ListAsync(actor, BrandId, new ListQuery(Search, Number ?? 1), disposal.Token);
        }
    }

    private async Task LoadAsync()
    {
        var actor = await currentActor.GetAsync(disposal.Token);
        var found = await service.FindAsync(actor, BrandId, disposal.Token);
        if (found is null)
        {
            navigation.NotFound();
            return;
        }

        Show(found);
    }

    private void Show(BrandDetails found)
    {
        brand = found;
        model = BrandFormModel.Of(found.Input);
        problems = [];
        changedMeanwhile = false;
    }

    private async Task SaveAsync()
    {
        if (saving || brand is null)
        {
            return;
        }

        saving = true;
        var actor = await currentActor.GetAsync(disposal.Token);
        var input = model.ToInput();
        switch (await service.UpdateAsync(actor, BrandId, brand.Version, input, disposal.Token))
        {
            case SaveResult.Saved saved:
                Show(brand with { Version = saved.Version, Input = input.Cleaned() });
                snackbar.Add("Brand saved", Severity.Success);
                break;
            case SaveResult.Invalid invalid:
                problems = invalid.Problems;
                await fields!.FocusProblemAsync(problems);
                break;
            case SaveResult.ChangedMeanwhile:
                changedMeanwhile = true;
                break;
            case SaveResult.NotFound:
                navigation.NotFound();
                break;
        }

        saving = false;
    }

    private async Task AddProductAsync()
    {
        var parameters = new DialogParameters<NewProductDialog> { { d => d.BrandId, BrandId } };
        var dialog = await dialogs.ShowAsync<NewProductDialog>("New product", parameters, FormDialog.Wide);
        if (await dialog.Result is { Canceled: false, Data: Guid productId })
        {
            navigation.NavigateTo($"/products/{productId}");
        }
    }

    private void SearchFor(string text) => navigation.NavigateTo(Address(text, 1), replace: true);

    private string Address(string search, int number) => navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["q"] = search.Length == 0 ? null : search,
        ["page"] = number == 1 ? null : number,
    });

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }
}
