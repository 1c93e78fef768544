using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Tokens;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Organizations.Tokens;

/// <summary>Lists and revokes the access tokens of everybody in the current organization.</summary>
public sealed partial class OrganizationTokensPage(
    AccessTokenService service, CurrentActor currentActor, IDialogService dialogs, ISnackbar snackbar, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private TokenList? list;

    [SupplyParameterFromQuery(Name = "page")]
    private int? Number { get; set; }

    private int PageCount => Math.Max(1, ((list?.Total ?? 0) + AccessTokenService.PageSize - 1) / AccessTokenService.PageSize);

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => ActAsync(_ => Task.CompletedTask);

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }

    private async Task RevokeAsync(TokenRow token)
    {
        if (await dialogs.ShowMessageBoxAsync(
            "Revoke token?", $"Programs that use “{token.Name}” of {token.PersonName} are refused at once. This cannot be undone.", yesText: "Revoke", cancelText: "Cancel") == true)
        {
            await ActAsync(async actor =>
            {
                var isDone = await service.RevokeAsync(actor, token.Id, disposal.Token);
                snackbar.Add(isDone ? $"“{token.Name}” is revoked." : "That token had ended already.", isDone ? Severity.Success : Severity.Info);
            });
        }
    }

    /// <summary>Does something as the actor and reads the list anew; who is no admin, or no more, sees no such page.</summary>
    private async Task ActAsync(Func<Actor, Task> act)
    {
        try
        {
            var actor = await currentActor.GetAsync(disposal.Token);
            await act(actor);
            list = await service.ListAllAsync(actor, Number ?? 1, disposal.Token);
        }
        catch (AccessDeniedException)
        {
            navigation.NotFound();
        }
        catch (OperationCanceledException) when (disposal.IsCancellationRequested)
        {
            // The person left while it was read.
        }
    }
}
