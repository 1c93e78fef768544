using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Pictures;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Brands;

/// <summary>One product: its pictures and what ads may say of it.</summary>
public sealed partial class ProductPage(
    ProductService service, CurrentActor currentActor, ISnackbar snackbar, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private ProductDetails? product;
    private ProductFormModel model = new();
    private IReadOnlyList<InputProblem> problems = [];
    private ProductFields? fields;
    private bool changedMeanwhile;
    private bool saving;

    [Parameter]
    public Guid ProductId { get; set; }

    private bool IsChanged => product is not null && !SameAsStored(model.ToInput().Cleaned(), product.Input);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (product?.Id != ProductId)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var actor = await currentActor.GetAsync(disposal.Token);
        var found = await service.FindAsync(actor, ProductId, disposal.Token);
        if (found is null)
        {
            navigation.NotFound();
            return;
        }

        product = found;
        model = ProductFormModel.Of(found.Input);
        problems = [];
        changedMeanwhile = false;
    }

    /// <summary>The pictures are stored at once: what is typed in the form stays, and its save names the new version.</summary>
    private void TakePicture(PictureResult.Done done)
    {
        product = product! with { Version = done.ProductVersion, Input = product.Input with { PictureBlobId = done.MainBlobId } };
        model.PictureBlobId = done.MainBlobId;
    }

    private async Task SaveAsync()
    {
        if (saving || product is null)
        {
            return;
        }

        saving = true;
        var actor = await currentActor.GetAsync(disposal.Token);
        switch (await service.UpdateAsync(actor, ProductId, product.Version, model.ToInput(), disposal.Token))
        {
            case SaveResult.Saved:
                await LoadAsync();
                snackbar.Add("Product saved", Severity.Success);
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

    private static bool SameAsStored(ProductInput typed, ProductInput stored) =>
        typed.Benefits.SequenceEqual(stored.Benefits) && typed with { Benefits = stored.Benefits } == stored;

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }
}
