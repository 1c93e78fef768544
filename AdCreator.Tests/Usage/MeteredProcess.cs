using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdCreator.Tests.Usage;

/// <summary>Metering as one process of an installation runs it, over a real database and a real folder.</summary>
internal sealed class MeteredProcess : IAsyncDisposable
{
    private readonly IHost host;
    private bool isStopped;

    private MeteredProcess(IHost host) => this.host = host;

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, 123, TimeSpan.Zero);

    public UsageTracker Tracker => host.Services.GetRequiredService<UsageTracker>();

    public UsageReservations Reservations => host.Services.GetRequiredService<UsageReservations>();

    public UsageHealthReport Health => host.Services.GetRequiredService<UsageHealth>().Report;

    public PostgreSqlUsagePartitions Partitions => host.Services.GetRequiredService<PostgreSqlUsagePartitions>();

    public ReservationSweeper Sweeper => host.Services.GetRequiredService<ReservationSweeper>();

    public static async Task<MeteredProcess> StartAsync(AdCreatorDb database, string folder, string tracking = "on", DateTimeOffset? now = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new(UsageOptions.TrackingKey, tracking)]);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton<TimeProvider>(new FixedTime(now ?? Now));
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(new DataDirectory(folder));
        builder.AddUsage();
        var built = builder.Build();
        await built.StartAsync();
        return new MeteredProcess(built);
    }

    public async Task StopAsync()
    {
        if (!isStopped)
        {
            isStopped = true;
            await host.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        host.Dispose();
    }

    public static UsageReservation Reservation(Actor actor, Guid? id = null) => new()
    {
        Id = id ?? NewId.At(Now), UserId = actor.PersonId, OrganizationId = actor.OrganizationId, Provider = "demo", Model = "gemini-3.8-flash",
        ToolName = "gemini_service", Operation = UsageOperations.AnalyzeText, UnitType = "tokens", CostUsdMax = 0.0123456789m,
        CreatedAt = Now, ExpiresAt = Now.AddMinutes(2), IsDemo = true,
    };

    public static UsageRecord Record(Actor actor, Guid? id = null, CostState state = CostState.Exact) => new()
    {
        Id = id ?? NewId.At(Now), UserId = actor.PersonId, OrganizationId = actor.OrganizationId, Provider = "demo", Model = "gemini-3.8-flash",
        ModelRequested = "gemini-3.8-flash", ToolName = "gemini_service", Operation = UsageOperations.AnalyzeText, UnitType = "tokens",
        InputTokens = 1000, OutputTokens = 1, TotalTokens = 1001, CostUsd = state == CostState.Unknown ? null : 0.0007500001m,
        CostUsdMax = 0.0123456789m, CostState = state, CreatedAt = Now, Outcome = UsageOutcome.Succeeded, IsDemo = true, DurationMs = 1234,
        LineItems = [new LineItem("input", 1000, 0.00000075m, 0.00075m), new LineItem("rest", 1, 0.0000000001m, 0.0000000001m)],
        RequestMetadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["finish_reason"] = "STOP" },
    };

    public static async Task<List<UsageRecord>> RowsAsync(AdCreatorDb database, Actor actor)
    {
        await using var context = database.Open(actor.OrganizationId);
        return await context.TokenUsage.AsNoTracking().ToListAsync();
    }

    public static async Task<List<UsageReservation>> ReservedAsync(AdCreatorDb database, Actor actor)
    {
        await using var context = database.Open(actor.OrganizationId);
        return await context.UsageReservations.AsNoTracking().ToListAsync();
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

/// <summary>A folder of one test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("adcreator-usage-").FullName;

    public string Spool => Directory.CreateDirectory(System.IO.Path.Combine(Path, "spool")).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
