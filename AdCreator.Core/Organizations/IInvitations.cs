namespace AdCreator.Core.Organizations;

/// <summary>Turns the invitations that wait for a person into memberships, across organizations.</summary>
/// <remarks>The one step that crosses the walls between organizations, so each database has its own way.</remarks>
public interface IInvitations
{
    /// <summary>Accepts every open invitation for the person's verified address; does nothing when there is none.</summary>
    Task AcceptAsync(Person person, CancellationToken cancellationToken);
}
