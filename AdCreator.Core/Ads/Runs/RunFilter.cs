namespace AdCreator.Core.Ads.Runs;

/// <summary>Which runs to list.</summary>
/// <param name="Search">Part of a brand's or product's name, of a hook, a headline or a tag.</param>
/// <param name="Status">Only runs in this state.</param>
/// <param name="Skip">Runs to pass over.</param>
/// <param name="Take">1 to 200.</param>
public sealed record RunFilter(string Search = "", RunStatus? Status = null, int Skip = 0, int Take = 24)
{
    /// <summary>Only runs that bear exactly this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Only runs with a finished ad that was decided so; <see cref="Decision.None"/> for one that waits for a decision.</summary>
    public Decision? Decision { get; init; }

    /// <summary>Only runs that this person ordered.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Only runs of this brand.</summary>
    public Guid? BrandId { get; init; }

    /// <summary>First day of the order, in the organization's zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of the order, in the organization's zone.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only runs that cost at least this so far, US dollars; calls of unknown cost count nothing.</summary>
    public decimal? AtLeastUsd { get; init; }

    /// <summary>Only runs that cost at most this so far, US dollars; calls of unknown cost count nothing.</summary>
    public decimal? AtMostUsd { get; init; }

    public RunSort Sort { get; init; } = RunSort.Newest;
}

/// <summary>In which order runs are listed.</summary>
public enum RunSort
{
    Newest = 1,
    Oldest,

    /// <summary>By what they cost so far, the most first.</summary>
    Dearest,

    /// <summary>By what they cost so far, the least first.</summary>
    Cheapest,
}

/// <summary>What the gallery can be narrowed to.</summary>
/// <param name="Brands">That have a set, by name, at most 200.</param>
/// <param name="People">Who ordered a set, by name, at most 200.</param>
/// <param name="Tags">By name, at most 200.</param>
public sealed record GalleryChoices(IReadOnlyList<GalleryChoice> Brands, IReadOnlyList<GalleryChoice> People, IReadOnlyList<string> Tags);

/// <summary>One brand or person.</summary>
public sealed record GalleryChoice(Guid Id, string Name);
