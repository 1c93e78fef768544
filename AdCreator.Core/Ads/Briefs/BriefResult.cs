namespace AdCreator.Core.Ads.Briefs;

/// <summary>A brief, or why there is none.</summary>
public abstract record BriefResult
{
    private BriefResult()
    {
    }

    public sealed record Written(Brief Brief) : BriefResult;

    public sealed record Invalid(IReadOnlyList<BriefProblem> Problems) : BriefResult;
}

/// <summary>What is missing or wrong in one field.</summary>
/// <param name="Field">Brand, Product, ProductPicture, Variations, AspectRatio, Wish, Audience, ReferenceAd, Hooks, Placements or Mode.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record BriefProblem(string Field, string Message);
