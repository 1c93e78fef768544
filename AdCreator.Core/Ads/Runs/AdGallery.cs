using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Runs;

/// <summary>Reads runs and ads for pages: rows and their cost together.</summary>
public sealed class AdGallery(AdCreatorDb database, MembershipGuard guard, RunQuotes quotes, IRunTexts texts)
{
    private const int Pictures = 4;

    private const int MaxChoices = 200;

    /// <summary>A run with its ads, or null when the organization has none of that id.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<RunView?> FindRunAsync(Actor actor, Guid runId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var run = await context.AdRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId, cancellationToken);
        if (run is null)
        {
            return null;
        }

        var ads = await context.Ads.AsNoTracking().Where(a => a.RunId == runId).OrderBy(a => a.Number).ToListAsync(cancellationToken);
        var costs = await RunCosts.ReadAsync(context, [runId], cancellationToken);
        var retry = await quotes.AtMostOfOneAdAsync(actor.OrganizationId, run.Brief, cancellationToken);
        var change = await quotes.AtMostOfChangeAsync(actor.OrganizationId, run.Brief, cancellationToken);
        return new RunView(
            run.Id,
            run.Brief,
            run.CreatedAt,
            run.CancelRequestedAt,
            run.QuotedAtMostUsd,
            costs.SpentUsd,
            costs.IsDemo ?? quotes.IsDemo,
            [.. ads.Select(ad => View(ad, costs.OfAd(ad.Id), retry, change))])
        {
            Open = costs.Open,
            Tags = run.Tags,
        };
    }

    /// <summary>The organization's runs of a filter, in its order.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<RunPageResult> ListRunsAsync(Actor actor, RunFilter filter, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var search = new RunSearch(context, texts, await OrganizationCalendar.ReadAsync(context, cancellationToken));
        var runs = search.Matching(filter);
        var total = await runs.CountAsync(cancellationToken);
        var page = await search.Ordered(runs, filter.Sort)
            .Skip(filter.Skip)
            .Take(Math.Clamp(filter.Take, 1, 200))
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var ids = page.ConvertAll(r => r.Id);
        var ads = await context.Ads.AsNoTracking()
            .Where(a => ids.Contains(a.RunId))
            .OrderBy(a => a.Number)
            .Select(a => new { a.RunId, a.Stage, a.Decision, a.FinalBlobId })
            .ToListAsync(cancellationToken);
        var costs = await RunCosts.ReadAsync(context, ids, cancellationToken);
        var byRun = ads.ToLookup(a => a.RunId);
        return new RunPageResult([.. page.Select(run =>
        {
            var cost = costs.OfRun(run.Id);
            var stages = byRun[run.Id].Select(a => a.Stage).ToList();
            return new RunCard(
                run.Id,
                run.Brief.BrandName,
                run.Brief.ProductName,
                run.CreatedAt,
                run.Brief.AspectRatio,
                stages.Count,
                stages.Count(s => s == AdStage.Done),
                stages.Count(s => s == AdStage.Failed),
                stages.Count(s => s == AdStage.Cancelled),
                byRun[run.Id].Count(a => a.Decision == Decision.Approved),
                cost.SpentUsd,
                cost.IsDemo ?? quotes.IsDemo,
                [.. byRun[run.Id].Where(a => a.FinalBlobId is not null).Take(Pictures).Select(a => a.FinalBlobId!.Value)],
                StatusOf(stages))
            {
                Open = cost.Open,
                Tags = run.Tags,
            };
        })], total);
    }

    /// <summary>What <see cref="ListRunsAsync"/> can be narrowed to.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<GalleryChoices> ListChoicesAsync(Actor actor, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var brands = await context.Brands.Where(b => context.AdRuns.Any(r => r.BrandId == b.Id))
            .OrderBy(b => b.Name).ThenBy(b => b.Id).Take(MaxChoices)
            .Select(b => new GalleryChoice(b.Id, b.Name)).ToListAsync(cancellationToken);
        var people = await context.People.Where(p => context.AdRuns.Any(r => r.PersonId == p.Id))
            .OrderBy(p => p.DisplayName).ThenBy(p => p.Id).Take(MaxChoices)
            .Select(p => new GalleryChoice(p.Id, p.DisplayName)).ToListAsync(cancellationToken);
        var tags = await texts.Tags(context).OrderBy(t => t).Take(MaxChoices).ToListAsync(cancellationToken);
        return new GalleryChoices(brands, people, tags);
    }

    private static RunStatus StatusOf(IReadOnlyCollection<AdStage> stages) =>
        stages.Any(s => s.IsActive()) ? RunStatus.Running
        : stages.Contains(AdStage.Failed) ? RunStatus.NeedsAttention
        : stages.Contains(AdStage.Cancelled) ? RunStatus.Cancelled
        : RunStatus.Finished;

    private static AdView View(Ad ad, RunCosts costs, decimal? retry, decimal? change) => new(
        ad.Id,
        ad.Number,
        ad.Stage,
        ad.Attempt,
        ad.Hook,
        ad.FinalBlobId,
        ad.Review,
        ad.Decision,
        ad.DecisionReason,
        ad.Problem,
        costs.SpentUsd,
        retry,
        ad.FinishedAt)
    {
        ChangeAtMostUsd = change,
        SceneBlobId = ad.SceneBlobId,
        VersionId = ad.VersionId,
        VersionNumber = ad.VersionNumber,
        Design = ad.Design,
        Checks = ad.Checks,
        Open = costs.Open,
    };
}
