using AdCreator.Core.Data;
using AdCreator.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Runs;

/// <summary>Reads and advances the rows of runs and ads. Every change is written before the work it announces starts.</summary>
public sealed class AdRows(AdCreatorDb database, ProgressHub progress)
{
    /// <summary>How often a lost race for a row is run again.</summary>
    private const int Tries = 5;

    /// <summary>The same where many rows are written at once: any ad that starts meanwhile is a lost race.</summary>
    private const int TriesOfRun = 40;

    /// <summary>The run, or null when the organization has none of that id.</summary>
    public async Task<AdRun?> FindRunAsync(Guid organizationId, Guid runId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        return await context.AdRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId, cancellationToken);
    }

    /// <summary>Whether the run is cancelled, or gone.</summary>
    public async Task<bool> IsCancelledAsync(Guid organizationId, Guid runId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        return !await context.AdRuns.AnyAsync(r => r.Id == runId && r.CancelRequestedAt == null, cancellationToken);
    }

    /// <summary>The ad, or null when the organization has none of that id.</summary>
    public async Task<Ad?> FindAdAsync(Guid organizationId, Guid adId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        return await context.Ads.AsNoTracking().SingleOrDefaultAsync(a => a.Id == adId, cancellationToken);
    }

    /// <summary>The run's ads by number.</summary>
    public async Task<IReadOnlyList<Ad>> ListAdsAsync(Guid organizationId, Guid runId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        return await context.Ads.AsNoTracking().Where(a => a.RunId == runId).OrderBy(a => a.Number).ToListAsync(cancellationToken);
    }

    /// <summary>Changes an ad of the job's attempt. Null when the row has moved on: then the job must stop.</summary>
    public Task<Ad?> AdvanceAsync(Guid organizationId, AdJob job, Action<Ad> change, CancellationToken cancellationToken) =>
        ChangeAsync(organizationId, job.AdId, ad => ad.Attempt == job.Attempt && ad.Stage.IsActive(), change, cancellationToken);

    /// <summary>The same, with other rows of the organization in one write. <paramref name="change"/> may run several times.</summary>
    public Task<Ad?> AdvanceAsync(Guid organizationId, AdJob job, Func<AdCreatorDbContext, Ad, Task> change, CancellationToken cancellationToken) =>
        ChangeAsync(organizationId, job.AdId, ad => ad.Attempt == job.Attempt && ad.Stage.IsActive(), change, cancellationToken);

    /// <summary>Changes an ad where the condition holds. Null when it does not, or when the organization has no such ad.</summary>
    public Task<Ad?> ChangeAsync(Guid organizationId, Guid adId, Func<Ad, bool> condition, Action<Ad> change, CancellationToken cancellationToken) =>
        ChangeAsync(
            organizationId,
            adId,
            condition,
            (_, ad) =>
            {
                change(ad);
                return Task.CompletedTask;
            },
            cancellationToken);

    /// <summary>The same, with other rows of the organization in one write. <paramref name="change"/> may run several times.</summary>
    public Task<Ad?> ChangeAsync(
        Guid organizationId, Guid adId, Func<Ad, bool> condition, Func<AdCreatorDbContext, Ad, Task> change, CancellationToken cancellationToken) =>
        RunAgainAsync(Tries, async () =>
        {
            await using var context = database.Open(organizationId);
            var ad = await context.Ads.SingleOrDefaultAsync(a => a.Id == adId, cancellationToken);
            if (ad is null || !condition(ad))
            {
                return null;
            }

            await change(context, ad);
            ad.Version++;
            await context.SaveChangesAsync(cancellationToken);
            progress.Publish(organizationId, ad.RunId);
            return ad;
        });

    /// <summary>Marks a run as cancelled and ends, in the same write, every ad that has not started. False when the organization has no such run.</summary>
    public Task<bool> CancelAsync(Guid organizationId, Guid runId, DateTimeOffset at, CancellationToken cancellationToken) =>
        RunAgainAsync(TriesOfRun, async () =>
        {
            await using var context = database.Open(organizationId);
            var run = await context.AdRuns.SingleOrDefaultAsync(r => r.Id == runId, cancellationToken);
            if (run is null)
            {
                return false;
            }

            run.CancelRequestedAt ??= at;
            foreach (var ad in await context.Ads.Where(a => a.RunId == runId && a.Stage == AdStage.Queued).ToListAsync(cancellationToken))
            {
                ad.EndCancelled(at);
                ad.Version++;
            }

            await context.SaveChangesAsync(cancellationToken);
            progress.Publish(organizationId, runId);
            return true;
        });

    /// <summary>Changes a run's own row. Null when the organization has no such run.</summary>
    public async Task<AdRun?> ChangeRunAsync(Guid organizationId, Guid runId, Action<AdRun> change, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        var run = await context.AdRuns.SingleOrDefaultAsync(r => r.Id == runId, cancellationToken);
        if (run is null)
        {
            return null;
        }

        change(run);
        await context.SaveChangesAsync(cancellationToken);
        progress.Publish(organizationId, runId);
        return run;
    }

    /// <summary>Runs a change again when somebody else wrote its rows in between: it looks at them anew.</summary>
    private static async Task<T> RunAgainAsync<T>(int tries, Func<Task<T>> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await change();
            }
            catch (DbUpdateConcurrencyException) when (attempt < tries)
            {
                // The next round reads what stands there now.
            }
        }
    }
}
