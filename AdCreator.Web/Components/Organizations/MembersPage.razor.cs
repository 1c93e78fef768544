using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Members;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AdCreator.Web.Components.Organizations;

/// <summary>Lists, adds, changes and removes the members of the current organization.</summary>
public sealed partial class MembersPage(
    MemberService members, CurrentActor currentActor, IDialogService dialogs, ISnackbar snackbar, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource disposal = new();
    private MemberList? list;
    private Guid self;

    [SupplyParameterFromQuery(Name = "page")]
    private int? Number { get; set; }

    private int PageCount => Math.Max(1, ((list?.Total ?? 0) + MemberService.PageSize - 1) / MemberService.PageSize);

    private string SignInAddress => navigation.ToAbsoluteUri("/auth/sign-in").AbsoluteUri;

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => ActAsync(_ => Task.CompletedTask);

    /// <inheritdoc />
    public void Dispose()
    {
        disposal.Cancel();
        disposal.Dispose();
    }

    private async Task<AddMemberResult?> AddAsync(string email, MembershipRole role)
    {
        AddMemberResult? result = null;
        await ActAsync(async actor => result = await members.AddAsync(actor, email, role, disposal.Token));
        return result;
    }

    private Task ChangeRoleAsync((MemberRow Member, MembershipRole Role) change) => ActAsync(async actor =>
        Say(await members.ChangeRoleAsync(actor, change.Member.PersonId, change.Role, disposal.Token), $"{change.Member.Name} is {Words.Of(change.Role)} now."));

    private Task SetApprovalAsync((MemberRow Member, bool CanApprove) change) => ActAsync(async actor =>
        Say(await members.SetApprovalAsync(actor, change.Member.PersonId, change.CanApprove, disposal.Token), $"{change.Member.Name} {(change.CanApprove ? "may approve ads now." : "may no longer approve ads.")}"));

    private async Task RemoveAsync(MemberRow member)
    {
        var whose = member.PersonId == self ? "You lose" : $"{member.Name} loses";
        if (await ConfirmAsync("Remove member?", $"{whose} access at once. Ads and usage stay.", "Remove"))
        {
            await ActAsync(async actor =>
                Say(await members.RemoveAsync(actor, member.PersonId, disposal.Token), $"{member.Name} was removed."));
        }
    }

    private async Task WithdrawAsync(InvitationRow invitation)
    {
        if (await ConfirmAsync("Withdraw invitation?", $"{invitation.Email} can no longer join with it.", "Withdraw"))
        {
            await ActAsync(async actor =>
                Say(await members.WithdrawAsync(actor, invitation.Id, disposal.Token), "The invitation was withdrawn."));
        }
    }

    /// <summary>Does something as the actor and reads the list anew; who is no admin, or no more, sees no such page.</summary>
    private async Task ActAsync(Func<Actor, Task> act)
    {
        try
        {
            var actor = await currentActor.GetAsync(disposal.Token);
            self = actor.PersonId;
            await act(actor);
            list = await members.ListAsync(actor, Number ?? 1, disposal.Token);
        }
        catch (AccessDeniedException)
        {
            navigation.NotFound();
        }
    }

    private async Task<bool> ConfirmAsync(string title, string text, string action) =>
        await dialogs.ShowMessageBoxAsync(title, text, yesText: action, cancelText: "Cancel") == true;

    private void Say(MemberChange change, string done)
    {
        var (text, severity) = change switch
        {
            MemberChange.Done => (done, Severity.Success),
            MemberChange.LastAdmin => ("An organization needs an admin. Make somebody else admin first.", Severity.Warning),
            MemberChange.NotFound => ("Somebody else changed this meanwhile. The list is fresh now.", Severity.Info),
            _ => throw new InvalidOperationException($"Unknown change {change}."),
        };
        snackbar.Add(text, severity);
    }
}
