using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Ads.Runs;

/// <summary>Orders runs: price first, then rows, then jobs.</summary>
public sealed class AdRunService(
    AdCreatorDb database,
    MembershipGuard guard,
    BriefWriter briefs,
    UsableCutouts cutouts,
    RunQuotes quotes,
    AdRows rows,
    AdDispatch dispatch,
    RunRestart restart,
    IHostApplicationLifetime lifetime,
    TimeProvider time)
{
    /// <summary>Sets that a person orders within a minute at most.</summary>
    public const int MaxRunsAMinute = 10;

    /// <summary>Kind of a problem that only says why an ad was not made anew.</summary>
    private const string RetryRefused = "retry_refused";

    /// <summary>What a run of these choices would cost. Choices that are not complete yet have no price.</summary>
    public async Task<Quote> QuoteAsync(Actor actor, BriefChoices choices, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        return await briefs.WriteAsync(actor, choices, seed: 0, cancellationToken) switch
        {
            BriefResult.Written written => await quotes.QuoteAsync(actor, written.Brief, cancellationToken),
            BriefResult.Invalid { Problems: [var first, ..] } => new Quote(null, null, quotes.IsDemo, $"The price appears when the brief is complete. {first.Message}"),
            var unknown => throw new InvalidOperationException($"Unknown result {unknown}."),
        };
    }

    /// <summary>Orders a run: done when its rows are stored. The same key orders once, however often it is sent.</summary>
    public async Task<StartRunResult> StartAsync(Actor actor, BriefChoices choices, Guid idempotencyKey, CancellationToken cancellationToken)
    {
        var role = await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        if (await FindByKeyAsync(actor, idempotencyKey, cancellationToken) is { } known)
        {
            return new StartRunResult.Started(known);
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return new StartRunResult.Refused("AdCreator is being restarted, so nothing was ordered and nothing is billed. Your choices are kept: order again in a minute.");
        }

        if (await FindRestAsync(actor, cancellationToken) is { } rest)
        {
            return new StartRunResult.Refused($"You have ordered {MaxRunsAMinute} sets within a minute, which is the most. Order again in {Math.Max(1, Math.Ceiling(rest.TotalSeconds)):0} seconds.");
        }

        using var span = AdsTelemetry.StartOrder(AdCount.Of(choices));
        var id = NewId.Next(time);
        span?.SetTag("run.id", id);
        if (choices is { ProductId: { } product, Mode: not PictureMode.Reimagine })
        {
            // Whoever ordered without a page, or faster than it, gets the real product all the same.
            await cutouts.EnsureAsync(actor, product, cancellationToken);
        }

        var written = await briefs.WriteAsync(actor, choices, SeedOf(id), cancellationToken);
        if (written is BriefResult.Invalid invalid)
        {
            return new StartRunResult.Invalid(invalid.Problems);
        }

        var brief = ((BriefResult.Written)written).Brief;
        var quote = await quotes.QuoteAsync(actor, brief, cancellationToken);
        if (RunRestart.IsPriceMissing(quote.AtMostUsd, role))
        {
            return new StartRunResult.Refused($"{RunRestart.NoPrice} An admin can order it all the same.");
        }

        if (quote.IsOverBudget)
        {
            return new StartRunResult.OverBudget(quote);
        }

        var run = new AdRun
        {
            Id = id,
            OrganizationId = actor.OrganizationId,
            PersonId = actor.PersonId,
            BrandId = choices.BrandId!.Value,
            ProductId = choices.ProductId!.Value,
            IdempotencyKey = idempotencyKey,
            Brief = brief,
            QuotedAtMostUsd = quote.AtMostUsd,
            QuotedUsuallyUsd = quote.UsuallyUsd,
            CreatedAt = time.GetUtcNow(),
        };
        return await SaveAsync(actor, run, cancellationToken);
    }

    /// <summary>Cancels what has not started; a call that has left is waited for. False when there is no such run.</summary>
    public async Task<bool> CancelAsync(Actor actor, Guid runId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        return await rows.CancelAsync(actor.OrganizationId, runId, time.GetUtcNow(), cancellationToken);
    }

    /// <summary>Makes a failed or cancelled ad anew, or reviews one whose review failed or that has none. False when there is nothing to repeat, or not now: then the ad's row says why.</summary>
    public async Task<bool> RetryAsync(Actor actor, Guid adId, CancellationToken cancellationToken)
    {
        var role = await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        var found = await rows.FindAdAsync(actor.OrganizationId, adId, cancellationToken);
        var run = found is null ? null : await rows.FindRunAsync(actor.OrganizationId, found.RunId, cancellationToken);
        if (run is null || !CanRetry(found!))
        {
            return false;
        }

        if (await restart.FindObstacleAsync(run, role, isPaid: true, cancellationToken) is { } obstacle)
        {
            await rows.ChangeAsync(actor.OrganizationId, adId, CanRetry, ad => Explain(ad, obstacle), cancellationToken);
            return false;
        }

        await restart.LiftCancelAsync(run, cancellationToken);
        var ad = await rows.ChangeAsync(actor.OrganizationId, adId, CanRetry, PrepareRetry, cancellationToken);
        if (ad is null)
        {
            return false;
        }

        await dispatch.DispatchAsync(actor, ad, cancellationToken);
        return true;
    }

    private static void Explain(Ad ad, Obstacle obstacle)
    {
        if (ad.Review is not null)
        {
            ad.Review = ReviewStep.Failed($"Not reviewed again. {obstacle.Cause} {obstacle.Remedy}");
            return;
        }

        ad.Problem = ad.Problem is { } problem && problem.Kind != RetryRefused
            ? problem with { Remedy = $"{obstacle.Cause} {obstacle.Remedy}" }
            : new AdProblem(RetryRefused, ad.Stage, obstacle.Cause, obstacle.Remedy);
    }

    private static bool CanRetry(Ad ad) =>
        ad.Stage is AdStage.Failed or AdStage.Cancelled || ad is { Stage: AdStage.Done, Review: null or { State: ReviewState.Failed } };

    /// <summary>What was made stays: a person who pays again pays only for what is missing.</summary>
    private static void PrepareRetry(Ad ad)
    {
        ad.Review = null;
        ad.ReviewWanted = true;
        ad.BeginAnew();
    }

    private async Task<StartRunResult> SaveAsync(Actor actor, AdRun run, CancellationToken cancellationToken)
    {
        await using (var context = database.Open(actor.OrganizationId))
        {
            context.AdRuns.Add(run);
            context.Ads.AddRange(Enumerable.Range(1, run.Brief.Variations).Select(number => new Ad
            {
                Id = NewId.Next(time),
                OrganizationId = actor.OrganizationId,
                RunId = run.Id,
                Number = number,
                Stage = AdStage.Queued,
                Decision = Decision.None,
                CreatedAt = run.CreatedAt,
            }));
            try
            {
                await context.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
            {
                // The second of two clicks at the same instant finds the first one's run; anything else is a true fault.
                if (await FindByKeyAsync(actor, run.IdempotencyKey, cancellationToken) is { } first)
                {
                    return new StartRunResult.Started(first);
                }

                throw;
            }
        }

        dispatch.DispatchSoon(actor.OrganizationId, run.Id);
        return new StartRunResult.Started(run.Id);
    }

    /// <summary>How long the person has to wait before another order; null when there is room.</summary>
    private async Task<TimeSpan?> FindRestAsync(Actor actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var since = now.AddMinutes(-1);
        await using var context = database.Open(actor.OrganizationId);
        var ordered = await context.AdRuns
            .Where(r => r.PersonId == actor.PersonId && r.CreatedAt > since)
            .OrderByDescending(r => r.CreatedAt)
            .Take(MaxRunsAMinute)
            .Select(r => r.CreatedAt)
            .ToListAsync(cancellationToken);
        return ordered.Count < MaxRunsAMinute ? null : ordered[^1] - since;
    }

    private async Task<Guid?> FindByKeyAsync(Actor actor, Guid idempotencyKey, CancellationToken cancellationToken)
    {
        await using var context = database.Open(actor.OrganizationId);
        return await context.AdRuns.Where(r => r.IdempotencyKey == idempotencyKey).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>From the random end of the id: runs differ, and a run's pictures can be made again.</summary>
    private static int SeedOf(Guid id) => BitConverter.ToInt32(id.ToByteArray(), 12) & 0xFFFFF;
}
