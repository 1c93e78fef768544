using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Runs;

/// <summary>Lists the ads of every set by themselves, for those who look for a picture and not for an order.</summary>
public sealed class SingleAds(AdCreatorDb database, MembershipGuard guard, IRunTexts texts)
{
    /// <summary>Ads with a picture whose sets match the filter; with a decision in it, only ads decided so.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<SingleAdPage> ListAsync(Actor actor, RunFilter filter, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var runs = new RunSearch(context, texts, await OrganizationCalendar.ReadAsync(context, cancellationToken)).Matching(filter);
        var ads = context.Ads.AsNoTracking().Where(a => a.FinalBlobId != null && runs.Any(r => r.Id == a.RunId));
        ads = filter.Decision is { } decision ? ads.Where(a => a.Stage == AdStage.Done && a.Decision == decision) : ads;
        var total = await ads.CountAsync(cancellationToken);
        var page = await Ordered(context, ads, filter.Sort).Skip(filter.Skip).Take(Math.Clamp(filter.Take, 1, 200)).ToListAsync(cancellationToken);
        var runIds = page.Select(a => a.RunId).Distinct().ToList();
        var byId = await context.AdRuns.AsNoTracking().Where(r => runIds.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellationToken);
        var costs = await RunCosts.ReadAsync(context, runIds, cancellationToken);
        return new SingleAdPage([.. page.Select(ad =>
        {
            var (brief, cost) = (byId[ad.RunId].Brief, costs.OfAd(ad.Id));
            var wording = AdWording.Of(brief, ad.Hook, ad.Design);
            return new SingleAd(
                ad.Id, ad.RunId, ad.Number, ad.FinalBlobId!.Value, brief.ProductName, brief.AspectRatio, wording.Headline, wording.AltText, ad.Stage, ad.Decision, cost.SpentUsd, cost.Open);
        })], total);
    }

    private static IQueryable<Ad> Ordered(AdCreatorDbContext context, IQueryable<Ad> ads, RunSort sort) => sort switch
    {
        RunSort.Oldest => ads.OrderBy(a => a.CreatedAt).ThenBy(a => a.RunId).ThenBy(a => a.Number),
        RunSort.Dearest => ads.OrderByDescending(a => context.TokenUsage.Where(u => u.AdId == a.Id).Sum(u => u.CostUsd) ?? 0).ThenBy(a => a.RunId).ThenBy(a => a.Number),
        RunSort.Cheapest => ads.OrderBy(a => context.TokenUsage.Where(u => u.AdId == a.Id).Sum(u => u.CostUsd) ?? 0).ThenBy(a => a.RunId).ThenBy(a => a.Number),
        _ => ads.OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.RunId).ThenBy(a => a.Number),
    };
}

/// <summary>One page of ads.</summary>
/// <param name="Total">How many the filter finds in all.</param>
public sealed record SingleAdPage(IReadOnlyList<SingleAd> Ads, int Total);

/// <summary>An ad in a list.</summary>
/// <param name="AspectRatio">Such as <c>4:5</c>.</param>
/// <param name="CostUsd">US dollars of every call for this ad whose cost is known.</param>
public sealed record SingleAd(
    Guid Id,
    Guid RunId,
    int Number,
    Guid PictureBlobId,
    string ProductName,
    string AspectRatio,
    string Headline,
    string AltText,
    AdStage Stage,
    Decision Decision,
    decimal CostUsd,
    OpenCosts Open);
