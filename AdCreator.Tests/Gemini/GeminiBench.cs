using System.Threading.Channels;
using AdCreator.Core.Data;
using AdCreator.Core.Gemini;
using AdCreator.Core.Organizations;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AdCreator.Tests.Gemini;

/// <summary>The real service on a real HTTP server and a real database; only the queue of records is read by the test.</summary>
public sealed class GeminiBench : IAsyncDisposable
{
    public const string Key = "AIzaTestKeyTestKeyTestKeyTestKey1234567";

    private readonly Channel<UsageRecord> records = Channel.CreateUnbounded<UsageRecord>();
    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private readonly IHost host;

    private GeminiBench(ProtocolServer server, Dictionary<string, string?> settings, Action<IServiceCollection>? services)
    {
        Server = server;
        connection.Open();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Gemini:BaseUrl"] = server.BaseUrl,
            ["Gemini:ApiKey"] = Key,
            ["Gemini:Backoff"] = "00:00:00.001",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddDbContextFactory<AdCreatorDbContext>(o => o.UseSqlite(connection).UseSnakeCaseNamingConvention());
        builder.Services.AddSingleton<AdCreatorDb>().AddSingleton<UsageReservations>();
        builder.AddPricing().AddGemini();
        services?.Invoke(builder.Services);
        host = builder.Build();
        Tracker = new UsageTracker(records, Options.Create(new UsageOptions()), NullLogger<UsageTracker>.Instance);
        using var context = Database.OpenWithoutOrganization();
        context.Database.EnsureCreated();
        context.Organizations.Add(new Organization { Id = OrganizationId, Name = "Bench", TimeZone = "UTC", CreatedAt = TimeProvider.System.GetUtcNow() });
        context.SaveChanges();
        Service = NewService();
        Service.SetTrackingContext(Tracker, UserId, OrganizationId);
    }

    public ProtocolServer Server { get; }

    public GeminiService Service { get; }

    public UsageTracker Tracker { get; }

    public Guid UserId { get; } = NewId.Next(TimeProvider.System);

    public Guid OrganizationId { get; } = NewId.Next(TimeProvider.System);

    public AdCreatorDb Database => host.Services.GetRequiredService<AdCreatorDb>();

    public GeminiCosts Costs => host.Services.GetRequiredService<GeminiCosts>();

    public static GeminiPrompt Prompt { get; } = new() { Instructions = "You draw ads.", Texts = ["Iced coffee ad"] };

    public static GeminiImageShape Shape { get; } = new("9:16", "1K");

    public static async Task<GeminiBench> StartAsync(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null) =>
        new(await ProtocolServer.StartAsync(), settings ?? [], services);

    public GeminiService NewService() => host.Services.CreateScope().ServiceProvider.GetRequiredService<GeminiService>();

    public Task<GeminiResult<GeneratedImage>> DrawAsync(CancellationToken cancellationToken = default) =>
        Service.GenerateImageAsync(Prompt, Shape, cancellationToken);

    public Task<GeminiResult<string>> AskAsync(CancellationToken cancellationToken = default) =>
        Service.AnalyzeTextAsync(Prompt, cancellationToken);

    /// <summary>Takes the database away: its tables go with the connection.</summary>
    public void LoseDatabase() => connection.Close();

    /// <summary>The records so far, oldest first.</summary>
    public List<UsageRecord> Rows()
    {
        var rows = new List<UsageRecord>();
        while (records.Reader.TryRead(out var row))
        {
            rows.Add(row);
        }

        return rows;
    }

    public async Task<List<UsageReservation>> ReservationsAsync()
    {
        await using var context = Database.Open(OrganizationId);
        return await context.UsageReservations.ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        host.Dispose();
        await connection.DisposeAsync();
    }
}
