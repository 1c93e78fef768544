namespace AdCreator.Core.Brands.Claims;

/// <summary>Whether a claim may be said today.</summary>
public enum ClaimState
{
    Running = 1,

    /// <summary>It may be said, but its last day is at most 14 days away.</summary>
    EndingSoon,

    /// <summary>Its last day has passed: ads that say it are blocked.</summary>
    Expired,
}

/// <summary>A claim in the ledger.</summary>
/// <param name="Version">What the next change must name.</param>
/// <param name="ProductName">Null when it is true of all products.</param>
/// <param name="DaysLeft">Days after today on which it may still be said; negative once expired; null when it does not expire.</param>
public sealed record ClaimRow(Guid Id, int Version, ClaimInput Input, string? ProductName, ClaimState State, int? DaysLeft);

/// <summary>A brand's ledger.</summary>
/// <param name="Today">In the organization's time zone.</param>
/// <param name="Rows">Those that expire first stand first, then those that never do; at most <see cref="ClaimsLedger.MaxClaims"/>.</param>
/// <param name="Products">What claims can be bound to, by name.</param>
public sealed record ClaimBook(DateOnly Today, IReadOnlyList<ClaimRow> Rows, IReadOnlyList<ClaimProduct> Products)
{
    /// <summary>How many claims are in a state.</summary>
    public int Count(ClaimState state) => Rows.Count(r => r.State == state);
}

/// <summary>A product that a claim can be bound to, with the facts that ads may state anyway.</summary>
/// <param name="PriceText">As ads show it; empty without a price.</param>
/// <param name="Offer">The running offer; empty when there is none or it has ended.</param>
public sealed record ClaimProduct(Guid Id, string Name, IReadOnlyList<string> Benefits, string PriceText, string Offer);
