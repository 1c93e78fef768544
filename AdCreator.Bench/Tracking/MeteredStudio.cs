using System.Diagnostics;
using AdCreator.Core.Data;
using AdCreator.Core.Gemini;
using AdCreator.Core.Organizations;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdCreator.Bench.Tracking;

/// <summary>The real services of a metered call, with <c>Usage:Tracking</c> on or off; only the model is replaced.</summary>
internal sealed class MeteredStudio : IAsyncDisposable
{
    private static readonly GeminiPrompt Prompt = new() { Instructions = "You write for ads.", Texts = ["Tea that calms"] };

    private readonly IHost host;
    private readonly Guid organizationId = NewId.Next(TimeProvider.System);
    private readonly List<Task> calls = [];
    private int made;

    private MeteredStudio(IHost host) => this.host = host;

    /// <summary>Calls that wait for their answer.</summary>
    public CallsInFlight InFlight => (CallsInFlight)host.Services.GetRequiredService<IGeminiClient>();

    public UsageHealthReport Health => host.Services.GetRequiredService<UsageHealth>().Report;

    private AdCreatorDb Database => host.Services.GetRequiredService<AdCreatorDb>();

    public static async Task<MeteredStudio> StartAsync(BenchDatabase database, string tracking)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [UsageOptions.TrackingKey] = tracking,
            [DataRegistration.DataDirectoryKey] = Directory.CreateDirectory(Path.Combine(database.Folder, tracking)).FullName,
            [$"{GeminiOptions.Section}:ApiKey"] = "nothing-is-sent",
            [$"{GeminiOptions.Section}:TextTimeout"] = "00:05:00",
        });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.AddData();
        builder.AddOrganizations();
        builder.AddPricing();
        builder.AddUsage();
        builder.AddGemini();
        builder.Services.AddSingleton(database.Settings);
        builder.Services.AddSingleton<IGeminiClient, CallsInFlight>();
        var studio = new MeteredStudio(builder.Build());
        await studio.AddOrganizationAsync();
        await studio.host.StartAsync();
        return studio;
    }

    /// <summary>Sends calls until <paramref name="count"/> wait for their answers; each is reserved before it leaves.</summary>
    public async Task SendAsync(int count, CancellationToken cancellationToken)
    {
        calls.AddRange(Enumerable.Range(0, count).Select(_ => CallAsync()));
        await Until.TrueAsync(() => Task.FromResult(InFlight.Count >= count), TimeSpan.FromMinutes(2), "every call is reserved and sent", cancellationToken);
    }

    /// <summary>Makes one whole call, reservation included, and measures it.</summary>
    public async Task CallAsync(Latencies latencies)
    {
        var started = Stopwatch.GetTimestamp();
        await CallAsync();
        latencies.AddSince(started);
    }

    /// <summary>Rows that are there and rows that must be there, once nothing is spooled any more.</summary>
    public async Task<(int Rows, int Calls)> CountAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(calls);
        await using var context = Database.Open(organizationId);
        await Until.TrueAsync(
            async () => Health is { SpoolBytes: 0, IsHealthy: true } && !await context.UsageReservations.AnyAsync(cancellationToken),
            TimeSpan.FromMinutes(2),
            "every reservation is settled after the outage",
            cancellationToken);
        return (await context.TokenUsage.CountAsync(cancellationToken), made);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private async Task CallAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var gemini = scope.ServiceProvider.GetRequiredService<GeminiService>();
        gemini.SetTrackingContext(host.Services.GetRequiredService<UsageTracker>(), Guid.Empty, organizationId);
        if (await gemini.AnalyzeTextAsync(Prompt, CancellationToken.None) is not GeminiResult<string>.Generated)
        {
            throw new InvalidOperationException("A call was not answered: the benchmark measures nothing.");
        }

        Interlocked.Increment(ref made);
    }

    private async Task AddOrganizationAsync()
    {
        await using var context = Database.OpenWithoutOrganization();
        context.Organizations.Add(new Organization { Id = organizationId, Name = "Bench Studio", TimeZone = "UTC", CreatedAt = TimeProvider.System.GetUtcNow() });
        await context.SaveChangesAsync();
    }
}
