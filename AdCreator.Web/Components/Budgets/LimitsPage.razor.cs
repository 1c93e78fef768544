using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Web.Components.Layout;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Budgets;

/// <summary>Sets the organization's limits and answers those who ask for more.</summary>
public sealed partial class LimitsPage(BudgetService budgets, OrganizationClock clock, CurrentActor currentActor, ISnackbar snackbar, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private BudgetBook? book;
    private bool isDemo;

    [CascadingParameter]
    private OrganizationView? Organization { get; set; }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync()
    {
        isDemo = Organization?.IsDemo == true;
        return ActAsync(_ => Task.FromResult<string?>(null), done: null);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }

    private Task<string?> SetAsync(BudgetScope scope, Guid personId, decimal? amountUsd) => ActAsync(
        actor => budgets.SetLimitAsync(actor, scope, personId, amountUsd, disposal.Token),
        amountUsd is null ? "The limit was lifted." : "The limit holds from the next call on.");

    private async Task<string?> ChangeZoneAsync(string zone)
    {
        var problem = await ActAsync(actor => clock.ChangeAsync(actor, zone, disposal.Token), done: null);
        if (problem is null)
        {
            // Every time on the page, the frame's too, follows the zone: it is read anew.
            navigation.Refresh(forceReload: true);
        }

        return problem;
    }

    private Task<string?> AnswerAsync((Guid Id, BudgetAnswer Answer, decimal AmountUsd) answer) => ActAsync(
        actor => budgets.AnswerAsync(actor, answer.Id, answer.Answer, answer.AmountUsd, disposal.Token),
        answer.Answer == BudgetAnswer.Declined ? "The request was declined." : "The request was granted.");

    /// <summary>Does something as the actor and reads the book anew; who is no admin, or no more, sees no such page.</summary>
    /// <returns>What is wrong, or null.</returns>
    private async Task<string?> ActAsync(Func<Actor, Task<string?>> act, string? done)
    {
        try
        {
            var actor = await currentActor.GetAsync(disposal.Token);
            var problem = await act(actor);
            book = await budgets.ReadAsync(actor, isDemo, disposal.Token);
            if (problem is null && done is not null)
            {
                snackbar.Add(done, Severity.Success);
            }

            StateHasChanged();
            return problem;
        }
        catch (AccessDeniedException)
        {
            navigation.NotFound();
            return null;
        }
    }
}
