using System.Globalization;
using System.Security.Claims;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Tokens;

namespace AdCreator.Web.Security;

/// <summary>What a session's cookie says: who signed in, with which stamp, and the chosen organization.</summary>
/// <remarks>It says nothing of rights: they are read from the database.</remarks>
public static class SessionClaims
{
    public const string Person = "person";
    public const string SecurityStamp = "stamp";
    public const string Organization = "organization";
    public const string Name = "name";
    public const string Email = "email";
    public const string SignedInAt = "signed_in_at";
    public const string AccessToken = "access_token";

    /// <summary>The signed-in person's id, or null for a stranger.</summary>
    public static Guid? FindPersonId(this ClaimsPrincipal user) => FindGuid(user, Person);

    /// <summary>The chosen organization's id, or null before a choice.</summary>
    public static Guid? FindOrganizationId(this ClaimsPrincipal user) => FindGuid(user, Organization);

    /// <summary>The person's stamp at sign-in, or null for a stranger.</summary>
    public static Guid? FindSecurityStamp(this ClaimsPrincipal user) => FindGuid(user, SecurityStamp);

    /// <summary>When the session began, or null for a stranger.</summary>
    public static DateTimeOffset? FindSignedInAt(this ClaimsPrincipal user) =>
        long.TryParse(user.FindFirst(SignedInAt)?.Value, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>The access token that a program called with, or null for a session.</summary>
    public static Guid? FindAccessTokenId(this ClaimsPrincipal user) => FindGuid(user, AccessToken);

    /// <summary>The principal of a call with an access token. It says nothing of a session, so no session can grow from it.</summary>
    public static ClaimsPrincipal ToPrincipal(TokenHolder holder)
    {
        Claim[] claims =
        [
            new(Person, holder.Actor.PersonId.ToString()),
            new(Organization, holder.Actor.OrganizationId.ToString()),
            new(Name, holder.PersonName),
            new(AccessToken, holder.TokenId.ToString()),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, ApiSignIn.SchemeName, Name, roleType: null));
    }

    /// <summary>The principal of a session.</summary>
    public static ClaimsPrincipal ToPrincipal(Person person, Guid? organizationId, DateTimeOffset signedInAt)
    {
        List<Claim> claims =
        [
            new(Person, person.Id.ToString()),
            new(SecurityStamp, person.SecurityStamp.ToString()),
            new(Name, person.DisplayName),
            new(Email, person.Email),
            new(SignedInAt, signedInAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ];
        if (organizationId is { } chosen)
        {
            claims.Add(new(Organization, chosen.ToString()));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, "session", Name, roleType: null));
    }

    private static Guid? FindGuid(ClaimsPrincipal user, string type) =>
        user.Identity?.IsAuthenticated == true && Guid.TryParse(user.FindFirst(type)?.Value, out var id) ? id : null;
}
