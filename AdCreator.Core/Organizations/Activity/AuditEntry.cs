using AdCreator.Core.Data;

namespace AdCreator.Core.Organizations.Activity;

/// <summary>Who did what, or was refused: written once, never changed.</summary>
public sealed class AuditEntry : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    /// <summary>Empty when the system acted.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Verb in snake_case such as <c>member_added</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Kind and id of the object, such as <c>membership:0197…</c>.</summary>
    public required string Target { get; init; }

    public required AuditResult Result { get; init; }

    /// <summary>What changed, in words without secrets.</summary>
    public string? Detail { get; init; }

    public string? IpAddress { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Whether an audited action happened.</summary>
public enum AuditResult
{
    Done = 1,
    Denied = 2,
}
