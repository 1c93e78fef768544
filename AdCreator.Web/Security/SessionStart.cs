using System.Security.Claims;
using AdCreator.Core.Organizations;

namespace AdCreator.Web.Security;

/// <summary>Makes the principal of a new session; somebody with one organization need not choose.</summary>
public sealed class SessionStart(PersonDirectory people, OrganizationService organizations, TimeProvider time)
{
    /// <summary>The principal for what a provider says, or null when the person is disabled.</summary>
    public async Task<ClaimsPrincipal?> BeginAsync(ProviderIdentity identity, CancellationToken cancellationToken)
    {
        var person = await people.SignInAsync(identity, cancellationToken);
        return person is null ? null : await BeginAsync(person, cancellationToken);
    }

    /// <summary>The principal of a known person.</summary>
    public async Task<ClaimsPrincipal> BeginAsync(Person person, CancellationToken cancellationToken)
    {
        var choices = await organizations.ListForPersonAsync(person.Id, cancellationToken);
        Guid? chosen = choices is [var only] ? only.OrganizationId : null;
        return SessionClaims.ToPrincipal(person, chosen, time.GetUtcNow());
    }

    /// <summary>The same session in another organization of the person, or null when the person is no member there.</summary>
    public async Task<ClaimsPrincipal?> ChangeOrganizationAsync(ClaimsPrincipal user, Guid organizationId, CancellationToken cancellationToken)
    {
        if (user.FindPersonId() is not { } personId)
        {
            return null;
        }

        var choices = await organizations.ListForPersonAsync(personId, cancellationToken);
        if (choices.All(choice => choice.OrganizationId != organizationId))
        {
            return null;
        }

        var identity = new ClaimsIdentity(user.Identity);
        foreach (var claim in identity.FindAll(SessionClaims.Organization).ToList())
        {
            identity.RemoveClaim(claim);
        }

        identity.AddClaim(new Claim(SessionClaims.Organization, organizationId.ToString()));
        return new ClaimsPrincipal(identity);
    }
}
