using AdCreator.Core.Brands.Claims;

namespace AdCreator.Core.Ads.Checks;

/// <summary>What one text may say: the product's facts and the approved claims, against the words it uses.</summary>
internal sealed class ClaimGrounds
{
    /// <summary>What would be right.</summary>
    public const string Remedy = "add it to the brand's claims with its source, or leave it out.";

    /// <summary>How much of a statement must be said where figures agree: "Join 10,000 tea drinkers" rests on "Loved by 10,000 tea drinkers".</summary>
    private const double StatementShare = 2 / 3d;

    private readonly HashSet<string> said;
    private readonly List<Ground> running;
    private readonly List<Ground> expired;

    public ClaimGrounds(IReadOnlyList<ApprovedClaim> claims, ClaimFacts facts, DateOnly today, IReadOnlyList<string> words)
    {
        said = words.ToHashSet(StringComparer.Ordinal);
        var lookup = claims.Select(Ground.Of).ToLookup(g => g.ExpiresOn is { } end && end < today);
        expired = [.. lookup[true]];
        running =
        [
            .. facts.Benefits.Concat([facts.ProductName, facts.BrandName, facts.PriceText]).Where(t => t.Length > 0).Select(Ground.Fact),
            .. facts.Offer.Length > 0 ? new[] { Ground.Of(new ApprovedClaim(ClaimKind.Discount, facts.Offer)) } : [],
            .. lookup[false],
        ];
    }

    /// <summary>Whether normalised words are approved as they are said.</summary>
    public bool Approves(string normalized) => ClaimWords.Content(normalized) is { Count: > 0 } content && running.Any(g => Holds(g, content) && IsSaidWhole(g));

    public ClaimFinding Judge(PatternKind kind, string sentence, string found)
    {
        ClaimFinding Finding(CheckState state, string reason, Ground? ground) => new(kind.Kind, sentence, state, $"“{sentence}” {kind.Words}{reason}", ground?.Text);

        var content = ClaimWords.Content(found);
        var holding = content.Count == 0 ? [] : running.Where(g => Holds(g, content)).ToList();
        if (holding.FirstOrDefault(IsSaidWhole) is { } ground)
        {
            return Finding(CheckState.Passed, $", as “{ground.Text}” approves.", ground);
        }

        if (holding.Count > 0)
        {
            return Finding(CheckState.Blocked, $", but the ledger approves it only as “{holding[0].Text}”: say it with all of its conditions.", holding[0]);
        }

        if (content.Count > 0 && expired.Where(g => Holds(g, content)).MaxBy(g => g.ExpiresOn) is { } old)
        {
            return Finding(CheckState.Blocked, $", but “{old.Text}” expired on {old.ExpiresOn:yyyy-MM-dd}: renew it in the brand's claims, or leave it out.", old);
        }

        return running.FirstOrDefault(g => !g.IsFact && DiffersInFigureOnly(g, content)) is { } near
            ? Finding(CheckState.Blocked, $", but with another figure than the approved “{near.Text}”.", near)
            : Finding(CheckState.Blocked, $"; no claim approves it: {Remedy}", null);
    }

    private static bool Holds(Ground ground, IReadOnlyList<string> content) => content.All(word => ground.Content.Contains(word, StringComparer.Ordinal));

    private bool IsSaidWhole(Ground ground)
    {
        if (ground.IsFact)
        {
            return true;
        }

        var missing = ground.Content.Where(word => !said.Contains(word)).ToList();
        return ground.IsWhole
            ? missing.Count == 0
            : !missing.Exists(ClaimWords.IsNumber) && ground.Content.Count - missing.Count >= ground.Content.Count * StatementShare;
    }

    private static bool DiffersInFigureOnly(Ground ground, IReadOnlyList<string> content)
    {
        var words = content.Where(word => !ClaimWords.IsNumber(word)).ToList();
        return words.Count > 0 && words.Count < content.Count && Holds(ground, words);
    }
}
