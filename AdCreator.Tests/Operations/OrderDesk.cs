using AdCreator.Core.Ads;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Agents;
using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using AdCreator.Core.Demo;
using AdCreator.Core.Files;
using AdCreator.Core.Gemini;
using AdCreator.Core.Jobs;
using AdCreator.Core.Organizations;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Reconciliation;
using AdCreator.Tests.Ads.Versions;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace AdCreator.Tests.Operations;

/// <summary>An installation whose processes come and go: orders ads and reads rows from outside of them.</summary>
/// <remarks>It runs no job itself: the job lands in the shared tables, and the process under test takes it.</remarks>
internal sealed class OrderDesk : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private readonly TestDatabase? own;
    private readonly IHost host;

    private OrderDesk(TestDatabase? own, string baseUrl)
    {
        this.own = own;
        Settings =
        [
            (DataRegistration.DataDirectoryKey, folder.Path),
            (DataRegistration.ConnectionKey, own?.Settings.ConnectionString ?? ""),
            (DataRegistration.MigrationsConnectionKey, own?.Settings.MigrationsConnectionString ?? ""),
            ("Gemini:ApiKey", "a-test-key"),
            ("Gemini:BaseUrl", baseUrl),
        ];
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(Settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.AddData();
        builder.AddOrganizations();
        builder.AddPricing();
        builder.AddUsage();
        builder.AddGemini();
        builder.AddFiles();
        builder.AddBrands();
        builder.AddJobs();
        builder.AddAds();
        builder.AddAgents();
        builder.AddDemo();
        host = builder.Build();
    }

    private (string Key, string Value)[] Settings { get; }

    private AdCreatorDb Database => host.Services.GetRequiredService<AdCreatorDb>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Migrated, with the sample organizations; calls go to the given server.</summary>
    public static async Task<OrderDesk> OpenAsync(DatabaseKind kind, string baseUrl)
    {
        var desk = new OrderDesk(kind == DatabaseKind.PostgreSql ? await TestDatabase.CreateAsync(kind) : null, baseUrl);
        if (kind == DatabaseKind.Sqlite)
        {
            await desk.host.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(Stop);
        }

        await desk.host.Services.GetRequiredService<DemoSeeder>().SeedAsync(Stop);
        return desk;
    }

    /// <summary>Starts the program on this installation.</summary>
    public AppProcess StartProcess() => AppProcess.StartOn(folder.Path, "Development", Settings);

    /// <summary>Starts the program on this installation, whose disk takes nothing more.</summary>
    public AppProcess StartProcessOnFullDisk() => AppProcess.StartOnFullDisk(folder.Path, "Development", Settings);

    /// <summary>Takes the database away from every process.</summary>
    public Task CutAsync() => PostgreSqlServer.CutAsync(own!.Settings);

    /// <summary>Brings it back; the desk, which is not what is tested, lets go of its own dead sessions.</summary>
    public async Task LetInAsync()
    {
        await PostgreSqlServer.LetInAsync(own!.Settings);
        Npgsql.NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Orders square ads of a sample product.</summary>
    public Task<OrderedRun> OrderAsync(int variations) => OrderAsync(choices => choices with { Variations = variations });

    /// <summary>Orders so many ads of each of so many chosen hooks, in more sizes.</summary>
    public Task<OrderedRun> OrderAsync(int hooks, int ofEach, IReadOnlyList<string> placements) => OrderAsync(choices => choices with
    {
        Hooks = [.. Enumerable.Range(1, hooks).Select(n => new HookChoice(new Hook($"Cold water for mile {n}", "question", "calm", $"A bottle beside milestone {n}"), IsChosen: true))],
        VariantsPerHook = ofEach,
        Placements = placements,
    });

    /// <summary>Orders a square ad with sizes that would cut the product, which the model draws.</summary>
    public Task<OrderedRun> OrderWideAsync() => OrderAsync((actor, choices) => WideProduct.ChoicesAsync(host.Services, actor, choices));

    /// <summary>Orders pictures of their own for the sizes that lack a file.</summary>
    public Task<EditResult> DrawShapesAsync(OrderedRun run, Ad ad) =>
        host.Services.GetRequiredService<AdEditing>().DrawShapesAsync(run.Actor, ad.Id, ad.VersionId!.Value, Stop);

    private Task<OrderedRun> OrderAsync(Func<BriefChoices, BriefChoices> order) => OrderAsync((_, choices) => Task.FromResult(order(choices)));

    private async Task<OrderedRun> OrderAsync(Func<Actor, BriefChoices, Task<BriefChoices>> order)
    {
        var actor = await Database.FindActorAsync("marketer@demo.local");
        await using var context = Database.Open(actor.OrganizationId);
        var product = await context.Products.OrderBy(p => p.Name).FirstAsync(p => p.PictureBlobId != null, Stop);
        var choices = await order(actor, new BriefChoices { BrandId = product.BrandId, ProductId = product.Id, AspectRatio = "1:1" });
        var result = await host.Services.GetRequiredService<AdRunService>().StartAsync(actor, choices, NewId.Next(TimeProvider.System), Stop);
        return new OrderedRun(actor, Assert.IsType<StartRunResult.Started>(result).RunId);
    }

    public async Task<List<Ad>> AdsAsync(OrderedRun run)
    {
        await using var context = Database.Open(run.Actor.OrganizationId);
        return await context.Ads.AsNoTracking().Where(a => a.RunId == run.Id).OrderBy(a => a.Number).ToListAsync(Stop);
    }

    /// <summary>Every file of every version, whatever its size.</summary>
    public async Task<List<AdFile>> FilesAsync(OrderedRun run)
    {
        await using var context = Database.Open(run.Actor.OrganizationId);
        return await context.AdFiles.AsNoTracking().Where(f => context.Ads.Any(a => a.Id == f.AdId && a.RunId == run.Id)).ToListAsync(Stop);
    }

    /// <summary>The ads when a process has brought each of them to an end.</summary>
    public async Task<List<Ad>> EndOfRunAsync(OrderedRun run, AppProcess process)
    {
        List<Ad> ads = [];
        await Eventually.TrueAsync(
            async () => (ads = await AdsAsync(run)).All(ad => !ad.Stage.IsActive()),
            () => $"{string.Join(", ", ads.Select(ad => $"{ad.Number}: {ad.Stage} {ad.Problem}"))}\n{string.Join('\n', process.Lines)}");
        return ads;
    }

    /// <summary>Every attempt that metering knows of, settled or not, with its ad and operation.</summary>
    public async Task<List<KnownAttempt>> AttemptsAsync(OrderedRun run)
    {
        await using var context = Database.Open(run.Actor.OrganizationId);
        var unsettled = await context.UsageReservations.Where(r => r.RunId == run.Id).Select(r => new KnownAttempt(r.Id, r.AdId, r.Operation, false)).ToListAsync(Stop);
        var settled = await context.TokenUsage.Where(u => u.RunId == run.Id).Select(u => new KnownAttempt(u.Id, u.AdId, u.Operation, true)).ToListAsync(Stop);
        return [.. settled.Concat(unsettled).DistinctBy(a => a.Id)];
    }

    /// <summary>The rows of the run's calls.</summary>
    public async Task<List<UsageRecord>> RowsAsync(OrderedRun run)
    {
        await using var context = Database.Open(run.Actor.OrganizationId);
        return await context.TokenUsage.AsNoTracking().Where(u => u.RunId == run.Id).ToListAsync(Stop);
    }

    /// <summary>How far rows, sums, counters and live reservations are apart.</summary>
    public Task<UsageDrift> DriftAsync(OrderedRun run) =>
        host.Services.GetRequiredService<UsageReconciler>().CompareAsync(run.Actor.OrganizationId, since: null, Stop);

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
        if (own is not null)
        {
            await own.DisposeAsync();
        }
    }
}

/// <summary>A run and who ordered it.</summary>
internal sealed record OrderedRun(Actor Actor, Guid Id);

/// <summary>An attempt as metering knows it.</summary>
internal sealed record KnownAttempt(Guid Id, Guid? AdId, string Operation, bool IsSettled);
