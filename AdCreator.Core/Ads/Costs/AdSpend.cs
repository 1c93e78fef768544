using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Queries;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Costs;

/// <summary>Says what became of the ads that money was spent on, and what an approved ad really costs.</summary>
public sealed class AdSpend(AdCreatorDb database, MembershipGuard guard, TimeProvider time)
{
    private readonly UsageScopes scopes = new(guard, time);

    /// <summary>The calls of a filter by what became of their ads; the parts add up to the same total as the usage page's.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<AdSpendReport> ReadAsync(Actor actor, UsageFilter filter, CancellationToken cancellationToken)
    {
        await using var context = database.Open(actor.OrganizationId);
        var scope = await scopes.ReadAsync(context, actor, filter, cancellationToken);

        // By ad first: joining every call, and telling ads apart once more afterwards, takes many times as long.
        var byAd = scope.Calls(context, scope.Days)
            .GroupBy(c => c.AdId)
            .Select(g => new { AdId = g.Key, Calls = g.LongCount(), CostUsd = g.Sum(c => c.CostUsd) ?? 0 });
        var parts = await (
            from spent in byAd
            join found in context.Ads on spent.AdId equals (Guid?)found.Id into ads
            from ad in ads.DefaultIfEmpty()
            group spent by new { Stage = (AdStage?)ad.Stage, Decision = (Decision?)ad.Decision } into fate
            select new { fate.Key, Calls = fate.Sum(s => s.Calls), CostUsd = fate.Sum(s => s.CostUsd), Ads = fate.Count() }).ToListAsync(cancellationToken);
        return new AdSpendReport(
        [
            .. parts.GroupBy(p => FateOf(p.Key.Stage, p.Key.Decision))
                .Select(g => new AdSpendPart(g.Key, g.Sum(p => p.CostUsd), g.Sum(p => p.Calls), g.Key == AdFate.NotForAnAd ? 0 : g.Sum(p => p.Ads)))
                .OrderBy(p => p.Fate),
        ]);
    }

    private static AdFate FateOf(AdStage? stage, Decision? decision) => (stage, decision) switch
    {
        (null, _) => AdFate.NotForAnAd,
        (_, Decision.Approved) => AdFate.Approved,
        (_, Decision.Rejected) => AdFate.Rejected,
        (AdStage.Failed or AdStage.Cancelled, _) => AdFate.NotMade,
        (AdStage.Done, _) => AdFate.Undecided,
        _ => AdFate.InTheMaking,
    };
}

/// <summary>Spending by what became of the ads.</summary>
/// <param name="Parts">In the order of <see cref="AdFate"/>; those without a call are left out.</param>
public sealed record AdSpendReport(IReadOnlyList<AdSpendPart> Parts)
{
    /// <summary>US dollars of all parts.</summary>
    public decimal TotalUsd => Parts.Sum(p => p.CostUsd);

    /// <summary>Ads of these calls that are approved.</summary>
    public int ApprovedAds => Parts.Where(p => p.Fate == AdFate.Approved).Sum(p => p.Ads);

    /// <summary>US dollars an approved ad, everything that was spent included; null while none is approved.</summary>
    public decimal? PerApprovedAdUsd => ApprovedAds == 0 ? null : TotalUsd / ApprovedAds;
}

/// <summary>One part of the spending.</summary>
/// <param name="CostUsd">US dollars, exact.</param>
/// <param name="Calls">Attempts of model calls.</param>
/// <param name="Ads">Different ads; 0 for what is for none.</param>
public sealed record AdSpendPart(AdFate Fate, decimal CostUsd, long Calls, int Ads);

/// <summary>What became of an ad.</summary>
public enum AdFate
{
    Approved = 1,
    Undecided,
    Rejected,

    /// <summary>Failed or cancelled.</summary>
    NotMade,
    InTheMaking,

    /// <summary>Calls for a whole set, such as its reference ad, and ads that are gone.</summary>
    NotForAnAd,
}
