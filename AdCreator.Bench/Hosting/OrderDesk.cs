using AdCreator.Core.Ads;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Agents;
using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Gemini;
using AdCreator.Core.Jobs;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Tokens;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdCreator.Bench.Hosting;

/// <summary>Orders ads from the measured program and reads their rows in its data directory.</summary>
/// <remarks>Its own host is never started, so it runs no job: everything is made by the measured process.</remarks>
internal sealed class OrderDesk : IAsyncDisposable
{
    private readonly IHost host;
    private readonly WebProcess web;
    private string? token;

    private OrderDesk(IHost host, WebProcess web) => (this.host, this.web) = (host, web);

    public static OrderDesk Open(WebProcess web)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new(DataRegistration.DataDirectoryKey, web.Folder)]);
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
        return new OrderDesk(builder.Build(), web);
    }

    /// <summary>Orders ads of a sample product, portrait (1080x1350), as another program does.</summary>
    private async Task<(Actor Actor, Guid RunId)> OrderAsync(string email, int variations, string[] placements, CancellationToken cancellationToken)
    {
        var actor = await FindActorAsync(email, cancellationToken);
        token ??= await CreateTokenAsync(actor, cancellationToken);
        await using var context = Database.Open(actor.OrganizationId);
        var product = await context.Products.OrderBy(p => p.Name).FirstAsync(p => p.PictureBlobId != null, cancellationToken);
        var order = new { brand_id = product.BrandId, product_id = product.Id, variations, aspect_ratio = "4:5", placements };
        return (actor, await web.OrderAsync(token, order, cancellationToken));
    }

    private async Task<string> CreateTokenAsync(Actor actor, CancellationToken cancellationToken) =>
        await host.Services.GetRequiredService<AccessTokenService>().CreateAsync(actor, "benchmark", days: 1, cancellationToken) is CreateTokenResult.Created created
            ? created.Secret
            : throw new InvalidOperationException("The program gave no access token.");

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
            cancellationToken,
            milliseconds: 500);
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
