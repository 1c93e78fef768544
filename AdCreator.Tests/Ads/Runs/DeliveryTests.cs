using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Jobs;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;
using Xunit;

namespace AdCreator.Tests.Ads.Runs;

/// <summary>Rows call for jobs: none is forgotten, none comes early, none comes twice.</summary>
public sealed class DeliveryTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_ad_that_was_put_off_and_lost_its_job_is_made_and_not_before_its_time(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var made = await studio.MakeAsync(studio.Choices with { Variations = 1 });
        var notBefore = TimeProvider.System.GetUtcNow().AddSeconds(12);
        await PutOffAsync(studio, made.Id, notBefore);

        var run = await studio.WaitAsync(made.Id);

        var ad = Assert.Single(run.Ads);
        Assert.Equal((AdStage.Done, 2), (ad.Stage, ad.Attempt));
        Assert.True(ad.FinishedAt >= notBefore, $"Made at {ad.FinishedAt:O}, due at {notBefore:O}");
        Assert.Equal(1, await studio.CountCallsAsync(made.Id, "generate_image"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_ad_in_the_making_is_not_handed_out_a_second_time(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind, latencyMs: 1500);
        var sweep = studio.App.Services.GetServices<IHostedService>().OfType<AdSweep>().Single();
        var id = await studio.StartAsync(studio.Choices with { Variations = 1 });

        await Eventually.TrueAsync(async () =>
        {
            await sweep.SweepAsync(Stop);
            return (await studio.Gallery.FindRunAsync(studio.Actor, id, Stop))!.Ads.All(a => !a.Stage.IsActive());
        });
        await studio.WaitAsync(id);

        Assert.Equal(1, await studio.CountCallsAsync(id, "analyze_hook"));
        Assert.Equal(1, await studio.CountCallsAsync(id, "generate_image"));
        Assert.Equal(1, await studio.CountCallsAsync(id, "review_image"));
    }

    [Fact]
    public async Task An_order_does_not_wait_for_the_job_engine_and_the_sweep_hands_it_out()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var jobs = new JobQueue(new SilentEngine(), TimeProvider.System);
        var dispatch = ActivatorUtilities.CreateInstance<AdDispatch>(studio.App.Services, jobs);
        var runs = ActivatorUtilities.CreateInstance<AdRunService>(studio.App.Services, dispatch);

        var order = await runs.StartAsync(studio.Actor, studio.Choices, NewId.Next(TimeProvider.System), Stop).WaitAsync(TimeSpan.FromSeconds(20), Stop);

        var run = await studio.WaitAsync(Assert.IsType<StartRunResult.Started>(order).RunId);
        Assert.All(run.Ads, ad => Assert.Equal(AdStage.Done, ad.Stage));
    }

    [Fact]
    public async Task F5_a_process_that_stops_takes_no_order()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var runs = ActivatorUtilities.CreateInstance<AdRunService>(studio.App.Services, new Stopping());

        var order = await runs.StartAsync(studio.Actor, studio.Choices, NewId.Next(TimeProvider.System), Stop);

        Assert.Contains("restarted", Assert.IsType<StartRunResult.Refused>(order).Reason, StringComparison.Ordinal);
        await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
        Assert.False(await context.AdRuns.AnyAsync(Stop));
    }

    [Fact]
    public async Task A_run_whose_person_was_removed_before_its_reference_ad_was_read_ends()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite, latencyMs: 1500);
        var dispatch = ActivatorUtilities.CreateInstance<AdDispatch>(studio.App.Services, new JobQueue(new SilentEngine(), TimeProvider.System));
        var runs = ActivatorUtilities.CreateInstance<AdRunService>(studio.App.Services, dispatch);
        var choices = studio.Choices with { ReferenceBlobId = studio.PictureBlobId };
        var order = await runs.StartAsync(studio.Actor, choices, NewId.Next(TimeProvider.System), Stop);
        await using (var context = studio.App.Database.Open(studio.Actor.OrganizationId))
        {
            await context.Memberships.Where(m => m.PersonId == studio.Actor.PersonId).ExecuteDeleteAsync(Stop);
        }

        var id = Assert.IsType<StartRunResult.Started>(order).RunId;
        await Eventually.TrueAsync(async () =>
        {
            await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
            return await context.Ads.AllAsync(a => a.Stage == AdStage.Failed, Stop);
        });
        await using var after = studio.App.Database.Open(studio.Actor.OrganizationId);
        Assert.All(await after.Ads.Where(a => a.RunId == id).ToListAsync(Stop), ad => Assert.Equal("no_membership", ad.Problem!.Kind));
        var denied = await after.AuditEntries.Where(a => a.Action == "access_denied").Select(a => a.Target).ToListAsync(Stop);
        Assert.Contains($"job:{new ReferenceJob(id).Key}", denied);
    }

    private static async Task PutOffAsync(DemoStudio studio, Guid runId, DateTimeOffset notBefore)
    {
        await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
        var ad = await context.Ads.SingleAsync(a => a.RunId == runId, Stop);
        (ad.Stage, ad.Attempt, ad.Deferrals, ad.FinalBlobId, ad.Review) = (AdStage.Queued, 2, 1, null, null);
        ad.Problem = new AdProblem("overloaded", AdStage.Drawing, "The model is busy.", "Wait a moment.", notBefore);
        await context.SaveChangesAsync(Stop);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>An engine that never answers.</summary>
    private sealed class SilentEngine : ISchedulerFactory
    {
        public ValueTask<List<IScheduler>> GetAllSchedulers(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<IScheduler> GetScheduler(CancellationToken cancellationToken = default) => new(new TaskCompletionSource<IScheduler>().Task);

        public ValueTask<IScheduler?> LookupScheduler(string schedName, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    /// <summary>A process that is being stopped.</summary>
    private sealed class Stopping : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping { get; } = new(canceled: true);

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
