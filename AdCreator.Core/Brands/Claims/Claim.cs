using AdCreator.Core.Data;

namespace AdCreator.Core.Brands.Claims;

/// <summary>One line of a brand's claims ledger: what its ads may say, until when, and on what ground.</summary>
public sealed class Claim : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid BrandId { get; init; }

    /// <summary>The product it is true of; null for all of the brand's.</summary>
    public Guid? ProductId { get; set; }

    public required ClaimKind Kind { get; set; }

    /// <summary>The words, such as "30-day money-back guarantee", 2 to 200 characters.</summary>
    public required string Text { get; set; }

    /// <summary>Last day on which it may be said, in the organization's zone; null when it does not expire.</summary>
    public DateOnly? ExpiresOn { get; set; }

    /// <summary>What it rests on, such as a test report or who decided it, at most 300 characters.</summary>
    public string Source { get; set; } = "";

    public required Guid CreatedByPersonId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Concurrency token, raised at every write.</summary>
    public int Version { get; set; }
}

/// <summary>What kind of promise a claim is.</summary>
public enum ClaimKind
{
    /// <summary>Something about the product, such as an effect, an award, a figure.</summary>
    Statement = 1,
    Price,
    Discount,
    Guarantee,
}

/// <summary>A claim as a brief froze it.</summary>
/// <param name="Kind">Of what kind.</param>
/// <param name="Text">The words.</param>
/// <param name="ExpiresOn">Last day in the organization's zone; null when it does not expire.</param>
public sealed record ApprovedClaim(ClaimKind Kind, string Text, DateOnly? ExpiresOn = null);
