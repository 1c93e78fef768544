using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Brands;
using AdCreator.Web.Components.Brands;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Ads;

/// <summary>The brief of a set of ads as a form.</summary>
public sealed partial class BriefForm(BrandService brands, ProductService products, CurrentActor currentActor, IDialogService dialogs)
{
    private static readonly ListQuery Everything = new(Size: Page<object>.MaxSize);
    private MudAutocomplete<BrandCard>? brandField;
    private MudAutocomplete<ProductCard>? productField;

    [Parameter, EditorRequired]
    public BriefChoices Choices { get; set; } = default!;

    [Parameter]
    public EventCallback<BriefChoices> ChoicesChanged { get; set; }

    /// <summary>The chosen brand as it stands in the list; null while none is chosen.</summary>
    [Parameter]
    public BrandCard? Brand { get; set; }

    /// <summary>The chosen product as it stands in the list; null while none is chosen.</summary>
    [Parameter]
    public ProductCard? Product { get; set; }

    [Parameter]
    public Quote? Quote { get; set; }

    /// <summary>What kept the last order from being placed, by field of <see cref="BriefChoices"/>.</summary>
    [Parameter]
    public IReadOnlyList<InputProblem> Problems { get; set; } = [];

    /// <summary>What kept the last order from being placed and belongs to no field.</summary>
    [Parameter]
    public string? Refusal { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback OnOrder { get; set; }

    /// <summary>Puts the cursor into the first field that has a message.</summary>
    public async Task FocusProblemAsync()
    {
        switch (Problems.Count == 0 ? "" : Problems[0].Field)
        {
            case nameof(BriefChoices.BrandId) when brandField is not null:
                await brandField.FocusAsync();
                break;
            case nameof(BriefChoices.ProductId) when productField is not null:
                await productField.FocusAsync();
                break;
        }
    }

    private string? Problem(string field) => Problems.Of(field);

    private Task ChangeAsync(BriefChoices choices) => ChoicesChanged.InvokeAsync(choices);

    private Task ChooseBrandAsync(BrandCard? brand) => brand?.Id == Choices.BrandId
        ? Task.CompletedTask
        : ChangeAsync(Choices with { BrandId = brand?.Id, ProductId = null });

    private async Task<IEnumerable<BrandCard>> SearchBrandsAsync(string? text, CancellationToken cancellationToken)
    {
        var actor = await currentActor.GetAsync(cancellationToken);
        var search = text == Brand?.Name ? "" : text ?? "";
        return (await brands.ListAsync(actor, Everything with { Search = search }, cancellationToken)).Items;
    }

    private async Task<IEnumerable<ProductCard>> SearchProductsAsync(string? text, CancellationToken cancellationToken)
    {
        if (Choices.BrandId is not { } brandId)
        {
            return [];
        }

        var actor = await currentActor.GetAsync(cancellationToken);
        var search = text == Product?.Name ? "" : text ?? "";
        return (await products.ListAsync(actor, brandId, Everything with { Search = search }, cancellationToken)).Items;
    }

    private async Task AddProductAsync()
    {
        if (Choices.BrandId is not { } brandId)
        {
            return;
        }

        var parameters = new DialogParameters<NewProductDialog> { { d => d.BrandId, brandId } };
        var dialog = await dialogs.ShowAsync<NewProductDialog>("New product", parameters, FormDialog.Wide);
        if (await dialog.Result is { Canceled: false, Data: Guid productId })
        {
            await ChangeAsync(Choices with { ProductId = productId });
        }
    }
}
