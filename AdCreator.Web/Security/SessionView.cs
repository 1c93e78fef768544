using AdCreator.Core.Data;
using AdCreator.Core.Gemini;
using AdCreator.Core.Organizations;
using AdCreator.Web.Components.Layout;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace AdCreator.Web.Security;

/// <summary>Reads for the layout who is signed in and where.</summary>
public sealed class SessionView(AuthenticationStateProvider authentication, OrganizationService organizations, IOptions<GeminiOptions> gemini)
{
    /// <summary>The current organization, the person's name and choices; says so when the database does not answer.</summary>
    public async Task<SessionState> LoadAsync(CancellationToken cancellationToken)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        if (user.FindPersonId() is not { } personId)
        {
            return new SessionState(null, null, [], IsDatabaseAway: false);
        }

        try
        {
            var choices = await organizations.ListForPersonAsync(personId, cancellationToken);
            var chosen = choices.SingleOrDefault(c => c.OrganizationId == user.FindOrganizationId());
            return new SessionState(chosen is null ? null : ViewOf(personId, chosen), user.Identity?.Name, choices, IsDatabaseAway: false);
        }
        catch (Exception fault) when (DatabaseFault.Is(fault))
        {
            return new SessionState(null, user.Identity?.Name, [], IsDatabaseAway: true);
        }
    }

    /// <summary>The organizations the person may choose from; empty for somebody who belongs to none.</summary>
    public async Task<IReadOnlyList<OrganizationChoice>> ListChoicesAsync(CancellationToken cancellationToken)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        return user.FindPersonId() is { } personId ? await organizations.ListForPersonAsync(personId, cancellationToken) : [];
    }

    private OrganizationView ViewOf(Guid personId, OrganizationChoice chosen) => new(
        new Actor(personId, chosen.OrganizationId),
        chosen.Name,
        TimeZoneInfo.TryFindSystemTimeZoneById(chosen.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc,
        chosen.Role == MembershipRole.Admin,
        gemini.Value.IsDemo);
}

/// <summary>Who is signed in, and where.</summary>
/// <param name="View">The current organization, or null when none is chosen or the membership is gone.</param>
/// <param name="PersonName">The person's name, or null for a stranger.</param>
/// <param name="Choices">The organizations of the person, by name.</param>
/// <param name="IsDatabaseAway">Whether nothing could be read.</param>
public sealed record SessionState(
    OrganizationView? View, string? PersonName, IReadOnlyList<OrganizationChoice> Choices, bool IsDatabaseAway);
