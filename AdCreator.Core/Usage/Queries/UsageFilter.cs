namespace AdCreator.Core.Usage.Queries;

/// <summary>Which calls are asked for. An absent part restricts nothing; what the role forbids stays hidden whatever is asked.</summary>
public sealed record UsageFilter
{
    /// <summary>The last 30 days of everything the actor may see.</summary>
    public static UsageFilter Default { get; } = new();

    public UsageRange Range { get; init; } = UsageRange.Default;

    /// <summary>The model that answered, exactly.</summary>
    public string? Model { get; init; }

    /// <summary>One of <see cref="UsageOperations"/>.</summary>
    public string? Operation { get; init; }

    /// <summary>Who caused the calls; empty id for work without a person.</summary>
    public Guid? PersonId { get; init; }

    public Guid? BrandId { get; init; }

    public Guid? RunId { get; init; }

    public Guid? AdId { get; init; }

    /// <summary>The one ad or set that is asked for. Without a range of its own, its calls are shown since it was made.</summary>
    public Guid? OneThing => AdId ?? RunId;

    public UsageOutcome? Outcome { get; init; }

    /// <summary>True for demo calls, false for billed ones; null for demo calls only while the organization has no other.</summary>
    public bool? Demo { get; init; }
}
