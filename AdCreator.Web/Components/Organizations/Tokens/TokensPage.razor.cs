using AdCreator.Core.Organizations.Tokens;
using AdCreator.Web.Components.Brands;
using AdCreator.Web.Components.Layout;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Organizations.Tokens;

/// <summary>Lists, makes and revokes the person's own access tokens of the current organization.</summary>
public sealed partial class TokensPage(AccessTokenService service, CurrentActor currentActor, IDialogService dialogs, ISnackbar snackbar) : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private IReadOnlyList<TokenRow>? tokens;

    [CascadingParameter]
    private OrganizationView? Organization { get; set; }

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }

    private async Task LoadAsync()
    {
        try
        {
            tokens = await service.ListOwnAsync(await currentActor.GetAsync(disposal.Token), disposal.Token);
        }
        catch (OperationCanceledException) when (disposal.IsCancellationRequested)
        {
            // The person left while it was read.
        }
    }

    private async Task CreateAsync()
    {
        var dialog = await dialogs.ShowAsync<NewTokenDialog>("New access token", FormDialog.Options);
        await dialog.Result;
        await LoadAsync();
    }

    private async Task RevokeAsync(TokenRow token)
    {
        if (await dialogs.ShowMessageBoxAsync(
            "Revoke token?", $"Programs that use “{token.Name}” are refused at once. This cannot be undone.", yesText: "Revoke", cancelText: "Cancel") != true)
        {
            return;
        }

        var isDone = await service.RevokeAsync(await currentActor.GetAsync(disposal.Token), token.Id, disposal.Token);
        snackbar.Add(isDone ? $"“{token.Name}” is revoked." : "That token had ended already.", isDone ? Severity.Success : Severity.Info);
        await LoadAsync();
    }
}
