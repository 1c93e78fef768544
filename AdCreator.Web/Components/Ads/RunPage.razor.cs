using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Jobs;
using AdCreator.Core.Organizations;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;

namespace AdCreator.Web.Components.Ads;

/// <summary>One set of ads, live: whoever opens it, whenever, sees what its rows say.</summary>
public sealed partial class RunPage(
    AdGallery gallery, ProgressHub progress, CurrentActor currentActor, NavigationManager navigation, TimeProvider time) : IAsyncDisposable
{
    /// <summary>A hint may get lost between processes: the rows are read this often anyway while the set runs.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource disposal = new();
    private readonly SemaphoreSlim reading = new(1);
    private Actor? actor;
    private RunView? run;
    private IDisposable? subscription;
    private ITimer? poll;
    private bool isAsking;

    [Parameter]
    public Guid RunId { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (run?.Id == RunId)
        {
            return;
        }

        run = null;
        actor = await currentActor.GetAsync(disposal.Token);
        subscription?.Dispose();
        subscription = RendererInfo.IsInteractive
            ? progress.Subscribe(actor.OrganizationId, RunId, () => InvokeAsync(ReadAsync))
            : null;
        await ReadAsync();
        if (RendererInfo.IsInteractive)
        {
            poll ??= time.CreateTimer(_ => _ = InvokeAsync(PollAsync), null, PollInterval, PollInterval);
        }
    }

    private Task PollAsync() => run is null || RunCounts.Of(run.Ads).IsOver ? Task.CompletedTask : ReadAsync();

    private async Task ReadAsync()
    {
        try
        {
            await reading.WaitAsync(disposal.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            run = await gallery.FindRunAsync(actor!, RunId, disposal.Token);
        }
        catch (OperationCanceledException) when (disposal.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
            return;
        }
        finally
        {
            reading.Release();
        }

        if (run is null)
        {
            navigation.NotFound();
            return;
        }

        StateHasChanged();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
        await (poll?.DisposeAsync() ?? ValueTask.CompletedTask);
        await disposal.CancelAsync();
        disposal.Dispose();
    }
}
