using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Jobs;
using AdCreator.Core.Organizations;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;

namespace AdCreator.Web.Components.Ads.Reviewing;

/// <summary>One set of ads under review, live: what somebody else decides is seen here at once.</summary>
public sealed partial class ReviewPage(
    AdGallery gallery, ProgressHub progress, CurrentActor currentActor, NavigationManager navigation, TimeProvider time) : IAsyncDisposable
{
    /// <summary>A hint may get lost between processes: the rows are read this often anyway while something is made.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource disposal = new();
    private readonly SemaphoreSlim reading = new(1);
    private Actor? actor;
    private RunView? run;
    private int decided;
    private IDisposable? subscription;
    private ITimer? poll;

    [Parameter]
    public Guid RunId { get; set; }

    /// <summary>Number of the ad in view.</summary>
    [SupplyParameterFromQuery]
    public int? Ad { get; set; }

    /// <summary>"placements" for the matrix.</summary>
    [SupplyParameterFromQuery]
    public string? View { get; set; }

    /// <summary>"unclear" for unclear ads first.</summary>
    [SupplyParameterFromQuery]
    public string? First { get; set; }

    private ReviewAddress Address => new(RunId, Ad, View == ReviewAddress.Placements ? ReviewView.Placements : ReviewView.Ads, First == "unclear");

    private string? Current(ReviewView view) => Address.View == view ? "page" : null;

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

        decided = HashCode.Combine(run.Ads.Count(a => a.Decision == Decision.Approved), run.Ads.Count(a => a.Decision == Decision.Rejected));
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
