namespace AdCreator.Core.Brands;

/// <summary>What became of saving a brand or a product.</summary>
public abstract record SaveResult
{
    private SaveResult()
    {
    }

    /// <summary>It is stored.</summary>
    /// <param name="Id">The row's id.</param>
    /// <param name="Version">What the next save must name.</param>
    public sealed record Saved(Guid Id, int Version) : SaveResult;

    /// <summary>Nothing was stored; each problem names its field.</summary>
    public sealed record Invalid(IReadOnlyList<InputProblem> Problems) : SaveResult;

    /// <summary>No such brand or product in this organization.</summary>
    public sealed record NotFound : SaveResult;

    /// <summary>Somebody else saved since the form was filled; nothing was overwritten.</summary>
    public sealed record ChangedMeanwhile : SaveResult;
}
