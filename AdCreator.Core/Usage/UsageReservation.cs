using AdCreator.Core.Data;

namespace AdCreator.Core.Usage;

/// <summary>The promise of one attempt, durable before its request leaves: no call can vanish with its process.</summary>
/// <remarks>Settled by the <see cref="UsageRecord"/> of the same id; an expired one becomes a row whose cost is unknown.</remarks>
public sealed record UsageReservation : ITenantOwned
{
    /// <summary>UUIDv7 made for <see cref="CreatedAt"/>, and the id of the usage row to come.</summary>
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required Guid OrganizationId { get; init; }

    public required string Provider { get; init; }

    /// <summary>The requested model.</summary>
    public required string Model { get; init; }

    public required string ToolName { get; init; }

    public required string Operation { get; init; }

    public required string UnitType { get; init; }

    /// <summary>The most this attempt can be billed, US dollars; null when the model has no price.</summary>
    public required decimal? CostUsdMax { get; init; }

    public Guid? PriceVersionId { get; init; }

    public int Attempt { get; init; } = 1;

    public Guid? BrandId { get; init; }

    public Guid? RunId { get; init; }

    public Guid? AdId { get; init; }

    public string? TraceId { get; init; }

    public bool IsDemo { get; init; }

    /// <summary>The attempt's one instant, UTC, whole milliseconds.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Call timeout plus 60 s after <see cref="CreatedAt"/>: from then on the sweeper may turn it into a row.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
