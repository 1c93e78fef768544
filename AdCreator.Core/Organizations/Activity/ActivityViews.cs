namespace AdCreator.Core.Organizations.Activity;

/// <summary>Which entries are asked for. An absent part restricts nothing.</summary>
/// <param name="PersonId">Who acted; empty id for the system.</param>
/// <param name="Action">Exactly this action, such as <c>member_added</c>.</param>
public sealed record ActivityFilter(Guid? PersonId = null, string? Action = null, AuditResult? Result = null);

/// <summary>The place after one entry in the order newest first.</summary>
public sealed record ActivityCursor(DateTimeOffset CreatedAt, Guid Id);

/// <summary>One page of entries.</summary>
/// <param name="Rows">Newest first, at most <see cref="ActivityQueries.PageSize"/>.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record ActivityPage(IReadOnlyList<ActivityRow> Rows, ActivityCursor? Next);

/// <summary>What a filter can be set to.</summary>
/// <param name="People">By name.</param>
/// <param name="Actions">By their stored words.</param>
public sealed record ActivityChoices(IReadOnlyList<ActivityPerson> People, IReadOnlyList<string> Actions);

/// <summary>Somebody who acted.</summary>
public sealed record ActivityPerson(Guid Id, string Name);

/// <summary>One entry as a row of a list.</summary>
public sealed record ActivityRow
{
    public required Guid Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Empty when the system acted.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Display name; null when the system acted.</summary>
    public required string? PersonName { get; init; }

    /// <summary>Verb in snake_case such as <c>member_added</c>.</summary>
    public required string Action { get; init; }

    public required ActivityTarget Target { get; init; }

    public required AuditResult Result { get; init; }

    public required string? Detail { get; init; }

    public required string? IpAddress { get; init; }
}

/// <summary>What was acted on.</summary>
/// <param name="Kind">Such as <c>person</c> or <c>blob</c>.</param>
/// <param name="Id">Its id; null when the entry names none.</param>
/// <param name="Name">Its name where it is a person's; else null.</param>
public sealed record ActivityTarget(string Kind, Guid? Id, string? Name = null)
{
    /// <summary>Reads <c>kind:id</c>; anything else is a kind without an id.</summary>
    public static ActivityTarget Parse(string target)
    {
        var colon = target.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Guid.TryParse(target.AsSpan(colon + 1), out var id)
            ? new ActivityTarget(target[..colon], id)
            : new ActivityTarget(target, null);
    }
}
