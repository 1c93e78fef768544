using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Reratings;
using AdCreator.Web.Components.Layout;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Prices.Reratings;

/// <summary>Prices calls of the past again, and undoes it.</summary>
public sealed partial class ReratingPage(
    ReratingService reratings, CurrentActor currentActor, IDialogService dialogs, ISnackbar snackbar, NavigationManager navigation, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private IReadOnlyList<ReratingRow>? list;
    private IReadOnlyList<string> models = [];
    private ReratingPreview? preview;
    private ReratingRange? previewed;
    private DateOnly first;
    private DateOnly last;
    private string model = "";
    private string? refusal;
    private long looked;
    private bool busy;

    [CascadingParameter]
    private OrganizationView? Organization { get; set; }

    /// <inheritdoc />
    protected override Task OnInitializedAsync()
    {
        last = OrganizationCalendar.Of(Organization?.Zone.Id ?? "UTC").DayOf(time.GetUtcNow());
        first = last.AddDays(-30);
        return ActAsync(_ => Task.CompletedTask);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }

    private Task PreviewAsync()
    {
        if (last < first)
        {
            refusal = "The first day is after the last one. Swap them.";
            return Task.CompletedTask;
        }

        var asked = new ReratingRange(first, last, model.Length == 0 ? null : model);
        return ActAsync(async actor => (preview, previewed) = (await reratings.PreviewAsync(actor, asked, Progress(), disposal.Token), asked));
    }

    private async Task ApplyAsync()
    {
        var text = $"{preview!.Calls:N0} calls get their new price, and every sum, budget and receipt with them. You can undo it below.";
        if (await dialogs.ShowMessageBoxAsync("Price these calls again?", text, yesText: "Price again", cancelText: "Cancel") == true)
        {
            // Whoever leaves the page meanwhile does not stop it: it is one transaction.
            await ActAsync(async actor => Say(await reratings.ApplyAsync(actor, previewed!, preview!, Progress(), CancellationToken.None), "priced again"));
        }
    }

    private async Task UndoAsync(ReratingRow row)
    {
        if (await dialogs.ShowMessageBoxAsync("Undo?", $"{row.Calls:N0} calls get back the price they had.", yesText: "Undo", cancelText: "Cancel") == true)
        {
            await ActAsync(async actor => Say(await reratings.UndoAsync(actor, row.Id, Progress(), CancellationToken.None), "back at their old price"));
        }
    }

    private void Say(ReratingResult result, string done)
    {
        (preview, previewed) = (null, null);
        refusal = (result as ReratingResult.Refused)?.Reason;
        if (result is ReratingResult.Applied applied)
        {
            snackbar.Add($"{applied.Calls:N0} {(applied.Calls == 1 ? "call is" : "calls are")} {done}.", Severity.Success);
        }
    }

    private Progress<long> Progress() => new(calls => _ = InvokeAsync(() =>
    {
        looked = calls;
        StateHasChanged();
    }));

    /// <summary>Does something as the actor and reads the list anew; who is no admin, or no more, sees no such page.</summary>
    private async Task ActAsync(Func<Actor, Task> act)
    {
        if (busy)
        {
            return;
        }

        (busy, refusal, looked) = (true, null, 0);
        try
        {
            var actor = await currentActor.GetAsync(disposal.Token);
            await act(actor);
            models = await reratings.ListModelsAsync(actor, disposal.Token);
            list = await reratings.ListAsync(actor, disposal.Token);
        }
        catch (AccessDeniedException)
        {
            navigation.NotFound();
        }
        catch (OperationCanceledException) when (disposal.IsCancellationRequested)
        {
            // The page is left.
        }
        finally
        {
            busy = false;
        }
    }
}
