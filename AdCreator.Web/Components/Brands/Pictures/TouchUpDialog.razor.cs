using System.Globalization;
using AdCreator.Core.Brands.Pictures;
using AdCreator.Core.Imaging;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace AdCreator.Web.Components.Brands.Pictures;

/// <summary>The brush. The browser draws; the server gets a PNG whose transparency is the new cut-out's.</summary>
public sealed partial class TouchUpDialog(ProductCutouts cutouts, CurrentActor currentActor, IJSRuntime javaScript) : IAsyncDisposable
{
    private readonly string hintId = $"brush-hint-{Guid.CreateVersion7():N}";
    private IJSObjectReference? module;
    private ElementReference view;
    private ElementReference canvas;
    private string tool = "erase";
    private int size = 30;
    private string said = "100 %";
    private string? problem;
    private bool isReady;
    private bool saving;

    /// <summary>As large as the window allows: a brush needs room.</summary>
    public static DialogOptions Options { get; } = FormDialog.Options with { MaxWidth = MaxWidth.Large };

    /// <summary>The picture whose cut-out is touched up.</summary>
    [Parameter, EditorRequired]
    public ProductPictureView Picture { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    private static IReadOnlyList<(string Tool, string Words, string Icon)> Tools { get; } =
    [
        ("erase", "Erase", Icons.Material.Outlined.AutoFixOff),
        ("restore", "Restore", Icons.Material.Outlined.Brush),
        ("move", "Move", Icons.Material.Outlined.PanTool),
    ];

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            module = await javaScript.InvokeAsync<IJSObjectReference>("import", "./Components/Brands/Pictures/TouchUpDialog.razor.js");
            // A cut-out of another size than its photo can only be erased from.
            var photo = Picture.CanRestore ? Picture.BlobId : Picture.CutoutBlobId;
            await module.InvokeVoidAsync("open", canvas, view, $"/blobs/{photo}", Picture.CutoutBlobId is { } cutout ? $"/blobs/{cutout}" : null, size);
            isReady = true;
        }
        catch (JSDisconnectedException)
        {
            return;
        }
        catch (JSException)
        {
            problem = "The picture could not be loaded. Close this and open it again.";
        }

        StateHasChanged();
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
            await module.InvokeVoidAsync("close", canvas);
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its canvas with it.
        }
    }

    private async Task UseAsync(string chosen)
    {
        tool = chosen;
        await module!.InvokeVoidAsync("use", canvas, tool);
    }

    private async Task ResizeAsync(ChangeEventArgs args)
    {
        size = int.Parse((string)args.Value!, CultureInfo.InvariantCulture);
        await module!.InvokeVoidAsync("resize", canvas, size);
    }

    private async Task UndoAsync() => said = await module!.InvokeAsync<bool>("undo", canvas) ? "Undone" : "Nothing to undo";

    private async Task ZoomAsync(int step) => said = $"{await module!.InvokeAsync<int>("zoom", canvas, step)} %";

    private async Task SaveAsync()
    {
        saving = true;
        problem = null;
        try
        {
            await using var png = await module!.InvokeAsync<IJSStreamReference>("save", canvas);
            await using var stream = await png.OpenReadStreamAsync(PictureLimits.MaxBytes);
            var actor = await currentActor.GetAsync(CancellationToken.None);
            var result = await cutouts.TouchUpAsync(actor, Picture.Id, Picture.Version, stream, CancellationToken.None);
            if (result is PictureResult.Refused refused)
            {
                problem = refused.Reason;
                return;
            }

            Dialog.Close(DialogResult.Ok(result));
        }
        catch (Exception exception) when (exception is JSException or IOException or ArgumentOutOfRangeException)
        {
            problem = "The cut-out could not be sent. Save it again.";
        }
        finally
        {
            saving = false;
        }
    }
}
