using AdCreator.Core.Ads;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Agents;
using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Gemini;
using AdCreator.Core.Jobs;
using AdCreator.Core.Organizations;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdCreator.Bench.Hosting;

/// <summary>Orders ads from another process over the same data directory: the job lands in the shared tables.</summary>
/// <remarks>It is never started, so it runs no job itself: everything is made by the measured process.</remarks>
internal sealed class OrderDesk : IAsyncDisposable
{
    private readonly IHost host;

    private OrderDesk(IHost host) => this.host = host;

    public static OrderDesk Open(string dataDirectory)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new(DataRegistration.DataDirectoryKey, dataDirectory)]);
        builder.Logging.SetMinimumLevel(LogLevel.None);
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
        return new OrderDesk(builder.Build());
    }

    /// <summary>Orders ads of a sample product, portrait (1080x1350).</summary>
    private async Task<(Actor Actor, Guid RunId)> OrderAsync(string email, int variations, string[] placements, CancellationToken cancellationToken)
    {
        var actor = await FindActorAsync(email, cancellationToken);
        await using var context = Database.Open(actor.OrganizationId);
        var product = await context.Products.OrderBy(p => p.Name).FirstAsync(p => p.PictureBlobId != null, cancellationToken);
        var choices = new BriefChoices { BrandId = product.BrandId, ProductId = product.Id, Variations = variations, AspectRatio = "4:5", Placements = placements };
        var result = await host.Services.GetRequiredService<AdRunService>().StartAsync(actor, choices, NewId.Next(TimeProvider.System), cancellationToken);
        return result is StartRunResult.Started started
            ? (actor, started.RunId)
            : throw new InvalidOperationException($"The order was not taken: {result}.");
    }

    /// <summary>Orders ads and waits until the measured process has made every one.</summary>
    /// <exception cref="InvalidOperationException">Not every ad was made.</exception>
    public async Task<MadeSet> MakeAsync(string email, int variations, string[] placements, CancellationToken cancellationToken)
    {
        var (actor, runId) = await OrderAsync(email, variations, placements, cancellationToken);
        IReadOnlyList<AdView> ads = [];
        await Until.TrueAsync(
            async () => (ads = await ListAdsAsync(actor, runId, cancellationToken)).All(ad => !ad.Stage.IsActive()),
            TimeSpan.FromMinutes(5),
            "the set ends",
            cancellationToken);
        return ads.Count(ad => ad is { Stage: AdStage.Done, FinalBlobId: not null }) == variations
            ? new MadeSet(actor, runId, ads)
            : throw new InvalidOperationException($"Not every ad was made: {string.Join(", ", ads.Select(ad => $"{ad.Stage} {ad.Problem}"))}.");
    }

    private async Task<IReadOnlyList<AdView>> ListAdsAsync(Actor actor, Guid runId, CancellationToken cancellationToken) =>
        (await host.Services.GetRequiredService<AdGallery>().FindRunAsync(actor, runId, cancellationToken))!.Ads;

    /// <summary>The most calls that one ad of the run made.</summary>
    public async Task<int> CountCallsOfAnAdAsync(MadeSet set, CancellationToken cancellationToken)
    {
        await using var context = Database.Open(set.Actor.OrganizationId);
        var calls = await context.TokenUsage.AsNoTracking().Where(u => u.RunId == set.RunId && u.AdId != null).Select(u => u.AdId).ToListAsync(cancellationToken);
        return calls.GroupBy(ad => ad).Max(ad => ad.Count());
    }

    public ValueTask DisposeAsync()
    {
        host.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }

    private AdCreatorDb Database => host.Services.GetRequiredService<AdCreatorDb>();

    private async Task<Actor> FindActorAsync(string email, CancellationToken cancellationToken)
    {
        await using var context = Database.OpenWithoutOrganization();
        var person = await context.People.SingleAsync(p => p.Email == email, cancellationToken);
        await using var own = Database.OpenForPerson(person.Id);
        var membership = await own.Memberships.SingleAsync(m => m.PersonId == person.Id, cancellationToken);
        return new Actor(person.Id, membership.OrganizationId);
    }
}

/// <summary>A finished set, who ordered it, and its ads.</summary>
internal sealed record MadeSet(Actor Actor, Guid RunId, IReadOnlyList<AdView> Ads);
