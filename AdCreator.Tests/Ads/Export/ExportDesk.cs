using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AdCreator.Core.Ads.Export;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Jobs;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage.Queries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AdCreator.Tests.Ads.Export;

/// <summary>An organization with a blob store on disk, and the export over both.</summary>
internal sealed class ExportDesk : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("adcreator-export-");
    private readonly TestDatabase database;

    private ExportDesk(TestDatabase database, Actor actor, DateTimeOffset now)
    {
        (this.database, Actor) = (database, actor);
        Blobs = new BlobStore(database.Database, new DataDirectory(folder.FullName), database.Guard, TimeProvider.System);
        var clock = new UsageRows.Clock(now);
        Export = new AdExport(
            database.Database, Blobs, database.Guard, new AuditLog(database.Database, new NoClientAddress(), TimeProvider.System),
            new ProgressHub(new NoRelay(), NullLogger<ProgressHub>.Instance), clock);
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Actor Actor { get; }

    public BlobStore Blobs { get; }

    public AdExport Export { get; }

    public TestDatabase Database => database;

    public ApprovedSet Set => new(database.Database, Blobs, Actor);

    public static async Task<ExportDesk> OpenAsync(DatabaseKind kind, DateTimeOffset? now = null, string timeZone = "Europe/Berlin")
    {
        var opened = await TestDatabase.CreateAsync(kind);
        return new ExportDesk(opened, await opened.AddActorAsync(timeZone: timeZone), now ?? ApprovedSet.Monday.AddHours(1));
    }

    public Task<ExportResult> OpenAsync(Guid runId, params int[] ads) =>
        Export.OpenAsync(Actor, runId, new ExportChoice(ads.Length == 0 ? null : ads.ToHashSet()), Stop);

    /// <summary>The archive as it arrives.</summary>
    public async Task<ZipArchive> DownloadAsync(Guid runId, params int[] ads)
    {
        var ready = Assert.IsType<ExportResult.Ready>(await OpenAsync(runId, ads));
        var stream = new MemoryStream();
        await ready.Archive.WriteAsync(stream, Stop);
        return new ZipArchive(new MemoryStream(stream.ToArray()), ZipArchiveMode.Read);
    }

    public string PathOf(Guid blobId) => Path.Combine(folder.FullName, "blobs", Actor.OrganizationId.ToString("N"), blobId.ToString("N"));

    /// <summary>The blob of a file of the set.</summary>
    public async Task<Guid> BlobOfAsync(Guid adId, string placement)
    {
        await using var context = database.Database.Open(Actor.OrganizationId);
        return (await context.AdApprovals.SingleAsync(a => a.AdId == adId, Stop)).Files.Single(f => f.PlacementId == placement).BlobId;
    }

    public async Task<IReadOnlyList<AuditEntry>> EntriesAsync()
    {
        await using var context = database.Database.Open(Actor.OrganizationId);
        return await context.AuditEntries.AsNoTracking().OrderBy(e => e.CreatedAt).ToListAsync(Stop);
    }

    public static string TextOf(ZipArchive archive, string name)
    {
        using var reader = new StreamReader(archive.GetEntry(name)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public static JsonElement ManifestOf(ZipArchive archive) => JsonDocument.Parse(TextOf(archive, "manifest.json")).RootElement;

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
