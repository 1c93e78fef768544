using System.Security.Claims;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;

namespace AdCreator.Web.Security;

/// <summary>Whether a session still counts.</summary>
public enum SessionVerdict
{
    Valid = 1,

    /// <summary>Too old, signed out everywhere, disabled, or no longer a member of the chosen organization.</summary>
    Ended,

    /// <summary>The database is away: nothing can be read, so nothing can be decided (services refuse by themselves).</summary>
    Unknown,
}

/// <summary>Checks a session against the database: the person, the stamp, the chosen organization's membership.</summary>
public sealed class SessionCheck(PersonDirectory people, ActorAccessor actors, TimeProvider time)
{
    /// <summary>The verdict on a session of a cookie or a circuit.</summary>
    public async Task<SessionVerdict> CheckAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (user.FindPersonId() is not { } personId || user.FindSecurityStamp() is not { } stamp
            || user.FindSignedInAt() is not { } signedInAt || time.GetUtcNow() - signedInAt > SessionCookie.Absolute)
        {
            return SessionVerdict.Ended;
        }

        try
        {
            if (!await people.IsCurrentAsync(personId, stamp, cancellationToken))
            {
                return SessionVerdict.Ended;
            }

            var isMember = user.FindOrganizationId() is null || await actors.FindAsync(user, cancellationToken) is not null;
            return isMember ? SessionVerdict.Valid : SessionVerdict.Ended;
        }
        catch (Exception fault) when (DatabaseFault.Is(fault))
        {
            return SessionVerdict.Unknown;
        }
    }
}
