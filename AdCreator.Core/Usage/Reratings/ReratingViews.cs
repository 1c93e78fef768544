namespace AdCreator.Core.Usage.Reratings;

/// <summary>Which calls are to be priced again.</summary>
/// <param name="First">First day, in the organization's calendar.</param>
/// <param name="Last">Last day, included.</param>
/// <param name="Model">The model that answered; null for all.</param>
public sealed record ReratingRange(DateOnly First, DateOnly Last, string? Model);

/// <summary>What pricing again would change. Amounts are US dollars, exact.</summary>
/// <param name="Looked">Calls that were looked at.</param>
/// <param name="Parts">One a day and model that would change, oldest first.</param>
public sealed record ReratingPreview(long Looked, IReadOnlyList<ReratingPart> Parts)
{
    /// <summary>Calls that would get another price.</summary>
    public long Calls => Parts.Sum(p => p.Calls);

    public decimal BeforeUsd => Parts.Sum(p => p.BeforeUsd);

    public decimal AfterUsd => Parts.Sum(p => p.AfterUsd);
}

/// <summary>One day of one model.</summary>
/// <param name="Unpriced">Calls among them that had no price so far; they count 0 before.</param>
public sealed record ReratingPart(DateOnly Day, string Model, long Calls, long Unpriced, decimal BeforeUsd, decimal AfterUsd);

/// <summary>What became of pricing again.</summary>
public abstract record ReratingResult
{
    private ReratingResult()
    {
    }

    /// <summary>Every call of the preview has its new price.</summary>
    public sealed record Applied(Guid Id, long Calls) : ReratingResult;

    /// <summary>Nothing was changed, and why.</summary>
    public sealed record Refused(string Reason) : ReratingResult;
}

/// <summary>A re-rating of the past as an admin sees it.</summary>
/// <param name="PersonName">Who did it; null for somebody who is gone.</param>
public sealed record ReratingRow(
    Guid Id, DateTimeOffset CreatedAt, string? PersonName, string? Model, DateTimeOffset From, DateTimeOffset To, long Calls, decimal BeforeUsd, decimal AfterUsd, DateTimeOffset? UndoneAt);
