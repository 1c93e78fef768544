using AdCreator.Core.Data;
using AdCreator.Core.Pricing;

namespace AdCreator.Core.Usage.Reratings;

/// <summary>Calls of the past that were priced again with the prices of today's book.</summary>
public sealed class Rerating : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    /// <summary>The model whose calls were priced again; null for all.</summary>
    public string? Model { get; init; }

    /// <summary>First instant, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>First instant after it, UTC.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The admin who did it.</summary>
    public required Guid PersonId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Calls whose price changed.</summary>
    public required long Calls { get; init; }

    /// <summary>US dollars of these calls before; one that had no price counts 0.</summary>
    public required decimal BeforeUsd { get; init; }

    /// <summary>US dollars of these calls afterwards.</summary>
    public required decimal AfterUsd { get; init; }

    public DateTimeOffset? UndoneAt { get; set; }

    public Guid? UndoneBy { get; set; }
}

/// <summary>How a call was priced before it was priced again, so that this can be undone to the last digit.</summary>
public sealed class ReratedCall : ITenantOwned
{
    public required Guid ReratingId { get; init; }

    /// <summary>The row of usage.</summary>
    public required Guid CallId { get; init; }

    public required Guid OrganizationId { get; init; }

    public decimal? CostUsd { get; init; }

    public required CostState CostState { get; init; }

    public Guid? PriceVersionId { get; init; }

    public IReadOnlyList<LineItem> LineItems { get; init; } = [];
}
