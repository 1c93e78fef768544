using AdCreator.Core.Data;

namespace AdCreator.Core.Usage.Webhooks;

/// <summary>Where an organization wants to be told of its alerts: one address at most.</summary>
public sealed class Webhook : ITenantOwned
{
    /// <summary>Characters of an address.</summary>
    public const int MaxUrlLength = 1000;

    public required Guid OrganizationId { get; init; }

    /// <summary>An https address.</summary>
    public required string Url { get; set; }

    /// <summary>The secret that bodies are signed with, encrypted: it must sign, so a hash of it would not do.</summary>
    public required string ProtectedSecret { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>The admin who set it.</summary>
    public required Guid ChangedBy { get; set; }
}
