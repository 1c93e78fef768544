using AdCreator.Core.Files;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace AdCreator.Web.Components.Brands;

/// <summary>Takes one picture in and says which blob it became.</summary>
public sealed partial class PictureField(PictureIntake intake, CurrentActor currentActor, IJSRuntime javaScript) : IAsyncDisposable
{
    /// <summary>The most bytes a file may have; the intake checks the content.</summary>
    private const long MaxBytes = 10 * 1024 * 1024;

    private readonly string hintId = $"picture-hint-{Guid.CreateVersion7():N}";
    private CancellationTokenSource? reading;
    private IJSObjectReference? module;
    private ElementReference zone;
    private Refusal? refusal;
    private int? percent;
    private int inputGeneration;

    /// <summary>Accessible name of the file input.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What the empty field asks for.</summary>
    [Parameter]
    public string Ask { get; set; } = "Add a picture";

    /// <summary>The picture; null while there is none.</summary>
    [Parameter, EditorRequired]
    public Guid? BlobId { get; set; }

    [Parameter]
    public EventCallback<Guid?> BlobIdChanged { get; set; }

    /// <summary>What the picture shows, for those who cannot see it.</summary>
    [Parameter]
    public string Alt { get; set; } = "";

    /// <summary>Low and wide rather than square.</summary>
    [Parameter]
    public bool Compact { get; set; }

    /// <summary>What a save found wrong with the picture.</summary>
    [Parameter]
    public string? Problem { get; set; }

    private Guid? ShownId => BlobId;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            module = await javaScript.InvokeAsync<IJSObjectReference>("import", "./Components/Brands/PictureField.razor.js");
            await module.InvokeVoidAsync("attach", zone);
        }
    }

    private async Task ReadAsync(InputFileChangeEventArgs args)
    {
        if (reading is not null)
        {
            await reading.CancelAsync();
            reading.Dispose();
        }

        reading = new CancellationTokenSource();
        var cancellation = reading.Token;
        refusal = null;
        percent = 0;
        try
        {
            await TakeInAsync(args.File, cancellation);
        }
        catch (Exception exception) when (exception is IOException or JSException or OperationCanceledException)
        {
            // The person chose another file meanwhile, or the browser could not read this one to its end.
            if (!cancellation.IsCancellationRequested)
            {
                refusal = new Refusal("The file could not be read to its end.", "Choose it again.");
            }
        }
        finally
        {
            if (!cancellation.IsCancellationRequested)
            {
                percent = null;
                inputGeneration++;
            }
        }
    }

    private async Task TakeInAsync(IBrowserFile file, CancellationToken cancellation)
    {
        if (file.Size > MaxBytes)
        {
            refusal = new Refusal($"The file has {file.Size / 1048576.0:0.0} MB; up to 10 MB can be read.", "Choose a smaller one.");
            return;
        }

        var actor = await currentActor.GetAsync(cancellation);
        await using var stream = new ProgressStream(file.OpenReadStream(MaxBytes, cancellation), file.Size, ShowProgress);
        switch (await intake.AcceptAsync(actor, stream, cancellation))
        {
            case IntakeResult.Accepted accepted when !cancellation.IsCancellationRequested:
                await BlobIdChanged.InvokeAsync(accepted.Blob.Id);
                break;
            case IntakeResult.Refused refused:
                refusal = new Refusal(refused.Reason, refused.Remedy);
                break;
        }
    }

    private void ShowProgress(int value)
    {
        if (value != percent)
        {
            percent = value;
            _ = InvokeAsync(StateHasChanged);
        }
    }

    private async Task RemoveAsync()
    {
        refusal = null;
        await BlobIdChanged.InvokeAsync(null);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (reading is not null)
        {
            await reading.CancelAsync();
            reading.Dispose();
        }

        if (module is null)
        {
            return;
        }

        try
        {
            await module.InvokeVoidAsync("detach", zone);
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its listeners with it.
        }
    }

    private sealed record Refusal(string Reason, string Remedy);
}
