using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Brands;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Ads;

/// <summary>Chooses brand and product of a brief.</summary>
public sealed partial class SubjectFields(BrandService brands, ProductService products, CurrentActor currentActor)
{
    private static readonly ListQuery Everything = new(Size: Page<object>.MaxSize);
    private MudAutocomplete<SubjectOption>? brandField;
    private MudAutocomplete<SubjectOption>? productField;

    [Parameter, EditorRequired]
    public BriefChoices Choices { get; set; } = default!;

    [Parameter]
    public EventCallback<BriefChoices> ChoicesChanged { get; set; }

    /// <summary>The chosen brand; null while none is chosen.</summary>
    [Parameter]
    public SubjectOption? Brand { get; set; }

    /// <summary>The chosen product; null while none is chosen.</summary>
    [Parameter]
    public SubjectOption? Product { get; set; }

    [Parameter]
    public IReadOnlyList<BriefProblem> Problems { get; set; } = [];

    /// <summary>What to say under the brand while it has no problem.</summary>
    [Parameter]
    public string? BrandHint { get; set; }

    [Parameter]
    public EventCallback OnNewProduct { get; set; }

    /// <summary>Puts the cursor into the brand's field.</summary>
    public Task FocusBrandAsync() => brandField?.FocusAsync().AsTask() ?? Task.CompletedTask;

    /// <summary>Puts the cursor into the product's field.</summary>
    public Task FocusProductAsync() => productField?.FocusAsync().AsTask() ?? Task.CompletedTask;

    private Task ChooseBrandAsync(SubjectOption? brand) => brand?.Id == Choices.BrandId
        ? Task.CompletedTask
        : ChoicesChanged.InvokeAsync(Choices with { BrandId = brand?.Id, ProductId = null });

    private async Task<IEnumerable<SubjectOption>> SearchBrandsAsync(string? text, CancellationToken cancellationToken)
    {
        var actor = await currentActor.GetAsync(cancellationToken);
        var found = await brands.ListAsync(actor, QueryOf(text, Brand), cancellationToken);
        return found.Items.Select(b => new SubjectOption(b.Id, b.Name, null, b.ProductCount == 1 ? "1 product" : $"{b.ProductCount} products"));
    }

    private async Task<IEnumerable<SubjectOption>> SearchProductsAsync(string? text, CancellationToken cancellationToken)
    {
        if (Choices.BrandId is not { } brandId)
        {
            return [];
        }

        var actor = await currentActor.GetAsync(cancellationToken);
        var found = await products.ListAsync(actor, brandId, QueryOf(text, Product), cancellationToken);
        return found.Items.Select(p => new SubjectOption(p.Id, p.Name, p.PictureBlobId, p.PictureBlobId is null ? "no picture yet" : p.PriceText));
    }

    /// <summary>The name that is chosen already stands in the field when it opens: then everything is on offer.</summary>
    private static ListQuery QueryOf(string? text, SubjectOption? chosen) =>
        Everything with { Search = text == chosen?.Name ? "" : text ?? "" };
}
