namespace AdCreator.Core.Organizations;

/// <summary>Somebody who can sign in, known by the issuer and subject of the identity provider.</summary>
public sealed class Person
{
    public required Guid Id { get; init; }

    /// <summary>The identity provider's issuer, or <c>development</c>.</summary>
    public required string Issuer { get; init; }

    /// <summary>The identity provider's subject: the person's key together with <see cref="Issuer"/>.</summary>
    public required string Subject { get; init; }

    /// <summary>Lower-case address as last told by the provider; counts for invitations only when verified.</summary>
    public required string Email { get; set; }

    public required bool EmailVerified { get; set; }

    public required string DisplayName { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set when the person may no longer sign in.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Changes at sign-out everywhere and at disabling: cookies and circuits of an older stamp are refused.</summary>
    public required Guid SecurityStamp { get; set; }
}
