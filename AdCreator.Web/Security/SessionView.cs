using AdCreator.Core.Gemini;
using AdCreator.Core.Organizations;
using AdCreator.Web.Components.Layout;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace AdCreator.Web.Security;

/// <summary>Reads for the layout who is signed in and where.</summary>
public sealed class SessionView(AuthenticationStateProvider authentication, OrganizationService organizations, IOptions<GeminiOptions> gemini)
{
    /// <summary>The current organization, or null when none is chosen or the membership is gone, and the person's name.</summary>
    public async Task<(OrganizationView? View, string? PersonName)> LoadAsync(CancellationToken cancellationToken)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        if (user.FindPersonId() is not { } personId)
        {
            return (null, null);
        }

        var choices = await organizations.ListForPersonAsync(personId, cancellationToken);
        var chosen = choices.SingleOrDefault(c => c.OrganizationId == user.FindOrganizationId());
        var view = chosen is null ? null : new OrganizationView(
            new Actor(personId, chosen.OrganizationId),
            chosen.Name,
            TimeZoneInfo.TryFindSystemTimeZoneById(chosen.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc,
            chosen.Role == MembershipRole.Admin,
            gemini.Value.IsDemo);
        return (view, user.Identity?.Name);
    }

    /// <summary>The organizations the person may choose from; empty for somebody who belongs to none.</summary>
    public async Task<IReadOnlyList<OrganizationChoice>> ListChoicesAsync(CancellationToken cancellationToken)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        return user.FindPersonId() is { } personId ? await organizations.ListForPersonAsync(personId, cancellationToken) : [];
    }
}
