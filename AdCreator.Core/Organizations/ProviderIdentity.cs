namespace AdCreator.Core.Organizations;

/// <summary>What an identity provider says about somebody who signs in.</summary>
/// <param name="Issuer">The provider's exact issuer.</param>
/// <param name="Subject">The provider's key of the person, unique within the issuer.</param>
/// <param name="Email">Address, or null when the provider tells none.</param>
/// <param name="EmailVerified">Whether the provider vouches for the address; only then it counts for invitations.</param>
/// <param name="Name">Display name, or null.</param>
public sealed record ProviderIdentity(string Issuer, string Subject, string? Email, bool EmailVerified, string? Name)
{
    /// <summary>The issuer of the sample people that development sign-in offers.</summary>
    public const string Development = "development";

    internal string NormalizedEmail => Clip((Email ?? "").Trim().ToLowerInvariant(), 320);

    internal string ShownName
    {
        get
        {
            var name = string.IsNullOrWhiteSpace(Name) ? NormalizedEmail : Name.Trim();
            return Clip(name.Length > 0 ? name : Subject, 200);
        }
    }

    private static string Clip(string text, int length) => text.Length <= length ? text : text[..length];
}
