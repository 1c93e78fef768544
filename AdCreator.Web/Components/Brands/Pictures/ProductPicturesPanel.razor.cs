using AdCreator.Core.Brands.Pictures;
using AdCreator.Core.Organizations;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Brands.Pictures;

/// <summary>Shows and changes a product's pictures; what waits for its cut-out is cut out while the page is open.</summary>
public sealed partial class ProductPicturesPanel(
    ProductPictures service, ProductCutouts cutouts, CurrentActor currentActor, IDialogService dialogs) : IDisposable
{
    private const string Meanwhile = "Somebody else changed this product's pictures meanwhile; nothing of yours was stored. This is how they are now.";

    private readonly CancellationTokenSource disposal = new();
    private readonly HashSet<Guid> cutting = [];
    private IReadOnlyList<ProductPictureView>? pictures;
    private string? problem;

    [Parameter, EditorRequired]
    public Guid ProductId { get; set; }

    /// <summary>The product's version as the page knows it.</summary>
    [Parameter, EditorRequired]
    public int ProductVersion { get; set; }

    [Parameter, EditorRequired]
    public string ProductName { get; set; } = "";

    /// <summary>The product has another version now, and maybe another main picture.</summary>
    [Parameter]
    public EventCallback<PictureResult.Done> OnChanged { get; set; }

    /// <summary>Somebody else changed the product.</summary>
    [Parameter]
    public EventCallback OnConflict { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        foreach (var waiting in pictures?.Where(p => p.State is CutoutState.Pending).ToList() ?? [])
        {
            await CutAsync(waiting.Id);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }

    private int NumberOf(ProductPictureView picture) => pictures!.ToList().IndexOf(picture) + 1;

    private async Task LoadAsync() =>
        pictures = await service.ListAsync(await ActorAsync(), ProductId, disposal.Token) ?? [];

    private async Task CutAsync(Guid pictureId)
    {
        if (!cutting.Add(pictureId))
        {
            return;
        }

        problem = null;
        StateHasChanged();
        try
        {
            await cutouts.CutAsync(await ActorAsync(), pictureId, disposal.Token);
            await LoadAsync();
        }
        catch (OperationCanceledException) when (disposal.IsCancellationRequested)
        {
            // The person left; the next visit, or the next order, cuts it out.
        }
        finally
        {
            cutting.Remove(pictureId);
        }
    }

    private async Task AddAsync(Guid? blobId)
    {
        if (blobId is { } added && await ChangeAsync(actor => service.AddAsync(actor, ProductId, ProductVersion, added, disposal.Token))
            && pictures?.FirstOrDefault(p => p.BlobId == added) is { State: CutoutState.Pending } picture)
        {
            await CutAsync(picture.Id);
        }
    }

    private Task<bool> ConfirmAsync(ProductPictureView picture) =>
        ChangeAsync(actor => cutouts.ConfirmAsync(actor, picture.Id, picture.Version, disposal.Token));

    private Task<bool> MakeMainAsync(ProductPictureView picture) =>
        ChangeAsync(actor => service.MakeMainAsync(actor, picture.Id, ProductVersion, disposal.Token));

    private async Task RemoveAsync(ProductPictureView picture)
    {
        if (await dialogs.ShowMessageBoxAsync("Remove picture?", "Ads made from it stay as they are.", yesText: "Remove", cancelText: "Cancel") == true)
        {
            await ChangeAsync(actor => service.RemoveAsync(actor, picture.Id, ProductVersion, disposal.Token));
        }
    }

    private async Task TouchUpAsync(ProductPictureView picture)
    {
        var parameters = new DialogParameters<TouchUpDialog> { { d => d.Picture, picture } };
        await ShowAsync(await dialogs.ShowAsync<TouchUpDialog>("Touch up the cut-out", parameters, TouchUpDialog.Options));
    }

    private async Task UploadAsync(ProductPictureView picture)
    {
        var parameters = new DialogParameters<TransparentPictureDialog> { { d => d.Picture, picture } };
        await ShowAsync(await dialogs.ShowAsync<TransparentPictureDialog>("Upload a transparent PNG", parameters, FormDialog.Options));
    }

    /// <summary>Waits for a dialog that stores something by itself.</summary>
    private async Task ShowAsync(IDialogReference dialog)
    {
        if (await dialog.Result is { Canceled: false, Data: PictureResult result })
        {
            await ChangeAsync(_ => Task.FromResult(result));
        }
    }

    /// <summary>Does something, tells the page, and reads the list anew; false when nothing was stored.</summary>
    private async Task<bool> ChangeAsync(Func<Actor, Task<PictureResult>> change)
    {
        problem = null;
        var result = await change(await ActorAsync());
        switch (result)
        {
            case PictureResult.Done done:
                await OnChanged.InvokeAsync(done);
                break;
            case PictureResult.Refused refused:
                problem = refused.Reason;
                break;
            default:
                problem = Meanwhile;
                await OnConflict.InvokeAsync();
                break;
        }

        await LoadAsync();
        return result is PictureResult.Done;
    }

    private ValueTask<Actor> ActorAsync() => currentActor.GetAsync(disposal.Token);
}
