using AdCreator.Core.Data;

namespace AdCreator.Core.Usage.Webhooks;

/// <summary>One event on its way to the organization's webhook, tried until it arrives or a day has passed.</summary>
public sealed class WebhookDelivery : ITenantOwned
{
    /// <summary>Characters of <see cref="Problem"/>.</summary>
    public const int MaxProblemLength = 300;

    /// <summary>The event's id: there is one delivery of each.</summary>
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    /// <summary>The event as JSON, all but the instant of sending.</summary>
    public required string Body { get; init; }

    public required DeliveryState State { get; set; }

    /// <summary>How often it was sent, 0 or more.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is sent next, UTC; while a process sends it, when another may take over.</summary>
    public required DateTimeOffset NextTryAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it arrived or was given up, UTC.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Why the last try failed, in words for people.</summary>
    public string? Problem { get; set; }
}

/// <summary>How far a delivery is.</summary>
public enum DeliveryState
{
    Pending = 1,
    Delivered,

    /// <summary>Given up: no try of a whole day succeeded, or the webhook was removed.</summary>
    Failed,
}
