using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using AdCreator.Core.Ads.Export;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Brands.Claims;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage.Queries;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static AdCreator.Tests.Ads.Export.ExportDesk;

namespace AdCreator.Tests.Ads.Export;

public sealed class ExportTests
{
    private static readonly string[] Feed = ["meta.feed.4x5", "google.display.300x250"];

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_archive_holds_what_was_approved_and_nothing_else(DatabaseKind kind)
    {
        await using var desk = await ExportDesk.OpenAsync(kind);
        var set = await desk.Set.BeginAsync();
        await set.AddAdAsync(1, Feed);
        await set.AddAdAsync(2, Feed, isApproved: false);

        using var archive = await desk.DownloadAsync(set.RunId);

        Assert.Equal(
            [
                "manifest.json", "manifest.csv", "copy.csv", "ad/tea-house_mint-lime_ad-01_4x5_v2.jpg", "meta/tea-house_mint-lime_ad-01_meta-feed-4x5_v2.jpg",
                "google/tea-house_mint-lime_ad-01_google-display-300x250_v2.jpg",
            ],
            archive.Entries.Select(e => e.FullName));
        foreach (var file in ManifestOf(archive).GetProperty("files").EnumerateArray())
        {
            await using var bytes = archive.GetEntry(file.GetProperty("file").GetString()!)!.Open();
            Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, Stop)));
        }

        var left = Assert.Single(ManifestOf(archive).GetProperty("left_out").EnumerateArray());
        Assert.Equal(2, left.GetProperty("ad").GetInt32());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_manifest_row_binds_file_copy_approval_cost_and_disclosure(DatabaseKind kind)
    {
        await using var desk = await ExportDesk.OpenAsync(kind);
        var set = await desk.Set.BeginAsync(b => b with { Offer = "Two for one" });
        var design = new AdDesign { Headline = "Ruhe 🫖", Language = "de", AltText = "Eine Tasse", Copy = new Dictionary<string, string> { ["primary_text"] = "=1+1, \"really\"" } };
        var ad = await set.AddAdAsync(1, Feed, design);
        await UsageRows.AddAsync(
            desk.Database,
            UsageRows.Of(desk.Actor, ApprovedSet.Monday, 0.0391m) with { RunId = set.RunId, AdId = ad },
            UsageRows.Of(desk.Actor, ApprovedSet.Monday, 0.0000000004m) with { RunId = set.RunId, AdId = ad });

        using var archive = await desk.DownloadAsync(set.RunId);

        var row = ManifestOf(archive).GetProperty("files")[1];
        Assert.Equal("meta.feed.4x5", row.GetProperty("placement").GetString());
        Assert.Equal("Ruhe 🫖", row.GetProperty("headline").GetString());
        Assert.Equal(6, row.GetProperty("headline_letters").GetInt32());
        Assert.Equal("Two for one", row.GetProperty("offer").GetString());
        Assert.Equal("=1+1, \"really\"", row.GetProperty("primary_text").GetString());
        Assert.Equal("Eine Tasse", row.GetProperty("alt_text").GetString());
        Assert.Equal("0.0391000004", row.GetProperty("ad_cost_usd").GetString());
        Assert.Equal("2026-11-23T10:30:00Z", row.GetProperty("approved_at").GetString());
        Assert.Equal("2026-11-23T11:30:00+01:00", row.GetProperty("approved_at_local").GetString());
        Assert.EndsWith("/trainedAlgorithmicMedia", row.GetProperty("digital_source_type").GetString(), StringComparison.Ordinal);
        Assert.Equal("passed", row.GetProperty("checks").GetString());
        Assert.Contains("@test.local", row.GetProperty("approved_by").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task B10_no_cell_of_a_table_is_a_formula()
    {
        await using var desk = await ExportDesk.OpenAsync(DatabaseKind.Sqlite);
        var set = await desk.Set.BeginAsync(b => b with { Offer = "@SUM(A1)" });
        await set.AddAdAsync(1, Feed, new AdDesign { Copy = new Dictionary<string, string> { ["primary_text"] = "=1+1, \"really\"\nsecond line", ["+cmd"] = "x" } });

        using var archive = await desk.DownloadAsync(set.RunId);

        var copy = TextOf(archive, "copy.csv");
        Assert.StartsWith("file,platform,placement,ad,language,headline,offer,'+cmd,primary_text,alt_text\r\n", copy, StringComparison.Ordinal);
        Assert.Contains(",Calm in every cup,'@SUM(A1),x,\"'=1+1, \"\"really\"\"\nsecond line\",", copy, StringComparison.Ordinal);
        Assert.Contains(",'@SUM(A1),8,", TextOf(archive, "manifest.csv"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_byte_changed_on_disk_refuses_the_whole_export_and_names_the_file(DatabaseKind kind)
    {
        await using var desk = await ExportDesk.OpenAsync(kind);
        var set = await desk.Set.BeginAsync();
        await set.AddAdAsync(1, Feed);
        var changed = await set.AddAdAsync(3, Feed);
        await using (var file = new FileStream(desk.PathOf(await desk.BlobOfAsync(changed, "meta.feed.4x5")), FileMode.Open, FileAccess.ReadWrite))
        {
            var first = file.ReadByte();
            file.Position = 0;
            file.WriteByte((byte)(first ^ 1));
        }

        var refused = Assert.IsType<ExportResult.Refused>(await desk.OpenAsync(set.RunId));

        Assert.StartsWith("Ad 3, meta.feed.4x5: the file has changed since it was approved.", Assert.Single(refused.Reasons), StringComparison.Ordinal);
        var entry = Assert.Single(await desk.EntriesAsync());
        Assert.Equal(("set_export_refused", AuditResult.Denied), (entry.Action, entry.Result));
        Assert.IsType<ExportResult.Ready>(await desk.OpenAsync(set.RunId, 1));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_file_that_is_gone_refuses_the_whole_export_and_is_named(DatabaseKind kind)
    {
        await using var desk = await ExportDesk.OpenAsync(kind);
        var set = await desk.Set.BeginAsync();
        var ad = await set.AddAdAsync(1, Feed);
        File.Delete(desk.PathOf(await desk.BlobOfAsync(ad, "ad")));

        var refused = Assert.IsType<ExportResult.Refused>(await desk.OpenAsync(set.RunId));

        Assert.StartsWith("Ad 1, own format: the file that was approved is missing.", Assert.Single(refused.Reasons), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_file_that_was_rendered_anew_after_the_approval_refuses_the_export(DatabaseKind kind)
    {
        await using var desk = await ExportDesk.OpenAsync(kind);
        var set = await desk.Set.BeginAsync();
        var ad = await set.AddAdAsync(1, Feed);
        await using (var context = desk.Database.Database.Open(desk.Actor.OrganizationId))
        {
            var file = await context.AdFiles.SingleAsync(f => f.AdId == ad && f.PlacementId == Feed[0], Stop);
            context.AdFiles.Remove(file);
            await context.SaveChangesAsync(Stop);
        }

        var refused = Assert.IsType<ExportResult.Refused>(await desk.OpenAsync(set.RunId));

        Assert.Contains("meta.feed.4x5", Assert.Single(refused.Reasons), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_blocked_file_is_left_out_alone_with_its_reason(DatabaseKind kind)
    {
        await using var desk = await ExportDesk.OpenAsync(kind);
        var set = await desk.Set.BeginAsync();
        await set.AddAdAsync(1, Feed, blocked: "google.display.300x250");

        var plan = await desk.Export.PlanAsync(desk.Actor, set.RunId, new ExportChoice(), Stop);

        Assert.Equal(["ad", "meta.feed.4x5"], plan!.Files.Select(f => f.Placement.Id));
        var left = Assert.Single(plan.LeftOut);
        Assert.Equal((1, "google.display.300x250", LeftOutCause.Blocked), (left.Ad, left.Placement!.Id, left.Cause));
        Assert.Equal("12,000 kB; the platform takes 5,120 kB.", left.Text);
    }

    [Theory]
    [InlineData("2026-11-23T22:59:00Z", true)] // Still the 23rd in Berlin.
    [InlineData("2026-11-23T23:01:00Z", false)]
    public async Task A_claim_is_good_until_its_last_day_ends_where_the_organization_is(string now, bool isExported)
    {
        await using var desk = await ExportDesk.OpenAsync(DatabaseKind.Sqlite, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        var set = await desk.Set.BeginAsync(b => b with { Claims = [new ApprovedClaim(ClaimKind.Discount, "20% off", new DateOnly(2026, 11, 23))] });
        await set.AddAdAsync(1, Feed, hook: "Now 20 % OFF, all week");
        await set.AddAdAsync(2, Feed, hook: "120% official");

        var plan = await desk.Export.PlanAsync(desk.Actor, set.RunId, new ExportChoice(), Stop);

        Assert.Equal(isExported ? [1, 2] : [2], plan!.Files.Select(f => f.Ad).Distinct());
        Assert.Equal(isExported, plan.LeftOut.Count == 0);
        Assert.All(plan.LeftOut, l => Assert.Contains("“20% off”, which was allowed until 23 Nov 2026", l.Text, StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Each_export_stands_in_the_log_with_its_manifest_and_the_same_set_gives_the_same_bytes(DatabaseKind kind)
    {
        await using var desk = await ExportDesk.OpenAsync(kind);
        var set = await desk.Set.BeginAsync();
        await set.AddAdAsync(1, Feed);
        var (first, second) = (new MemoryStream(), new MemoryStream());

        await Assert.IsType<ExportResult.Ready>(await desk.OpenAsync(set.RunId)).Archive.WriteAsync(first, Stop);
        await Assert.IsType<ExportResult.Ready>(await desk.OpenAsync(set.RunId)).Archive.WriteAsync(second, Stop);

        Assert.Equal(first.ToArray(), second.ToArray());
        using var archive = new ZipArchive(first);
        await using var manifest = archive.GetEntry("manifest.json")!.Open();
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(manifest, Stop));
        Assert.Equal([$"3 files, manifest {hash}", $"3 files, manifest {hash}"], (await desk.EntriesAsync()).Select(e => e.Detail));
        var plan = await desk.Export.PlanAsync(desk.Actor, set.RunId, new ExportChoice(), Stop);
        Assert.Equal((3, hash), (plan!.Last!.Files, plan.Last.ManifestSha256));
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_written_leaves_no_whole_archive()
    {
        await using var desk = await ExportDesk.OpenAsync(DatabaseKind.Sqlite);
        var set = await desk.Set.BeginAsync();
        var ad = await set.AddAdAsync(1, Feed);
        var ready = Assert.IsType<ExportResult.Ready>(await desk.OpenAsync(set.RunId));
        await File.WriteAllBytesAsync(desk.PathOf(await desk.BlobOfAsync(ad, "ad")), [1, 2, 3], Stop);
        using var stream = new MemoryStream();

        await Assert.ThrowsAsync<ExportBrokenException>(() => ready.Archive.WriteAsync(stream, Stop));

        Assert.Throws<InvalidDataException>(() => new ZipArchive(new MemoryStream(stream.ToArray())).Entries.Count);
        Assert.Equal("set_export_broken_off", Assert.Single(await desk.EntriesAsync()).Action);
    }

    [Fact]
    public async Task Fifty_large_files_are_written_without_being_held()
    {
        await using var desk = await ExportDesk.OpenAsync(DatabaseKind.Sqlite);
        var set = await desk.Set.BeginAsync();
        await set.AddAdAsync(1, [.. Enumerable.Range(1, 49).Select(i => $"meta.p{i}")], size: 1 << 20);
        var ready = Assert.IsType<ExportResult.Ready>(await desk.OpenAsync(set.RunId));
        await using var sink = new CountingStream();

        await ready.Archive.WriteAsync(sink, Stop);

        Assert.InRange(sink.Written, 50L << 20, 51L << 20);
        Assert.InRange(sink.HighestMemory - sink.FirstMemory, long.MinValue, 12L << 20);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A7_a_foreign_set_is_an_unknown_one(DatabaseKind kind)
    {
        await using var desk = await ExportDesk.OpenAsync(kind);
        var set = await desk.Set.BeginAsync();
        await set.AddAdAsync(1, Feed);
        var stranger = await desk.Database.AddActorAsync(name: "Other");

        Assert.IsType<ExportResult.NotFound>(await desk.Export.OpenAsync(stranger, set.RunId, new ExportChoice(), Stop));
        Assert.Null(await desk.Export.PlanAsync(stranger, set.RunId, new ExportChoice(), Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => desk.Export.OpenAsync(desk.Actor with { PersonId = stranger.PersonId }, set.RunId, new ExportChoice(), Stop));
    }

    [Fact]
    public async Task Without_an_approved_file_there_is_nothing_to_export()
    {
        await using var desk = await ExportDesk.OpenAsync(DatabaseKind.Sqlite);
        var set = await desk.Set.BeginAsync();
        await set.AddAdAsync(1, Feed, isApproved: false);

        var refused = Assert.IsType<ExportResult.Refused>(await desk.OpenAsync(set.RunId));

        Assert.StartsWith("There is nothing to export yet", Assert.Single(refused.Reasons), StringComparison.Ordinal);
    }

    /// <summary>Counts what is written, keeps nothing, and looks at the memory in between. Synchronous writes fail as they do on a web server.</summary>
    private sealed class CountingStream : Stream
    {
        private int writes;

        public long Written { get; private set; }

        public long FirstMemory { get; private set; }

        public long HighestMemory { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            if (writes++ % 200 == 0)
            {
                var memory = GC.GetTotalMemory(forceFullCollection: true);
                FirstMemory = FirstMemory == 0 ? memory : FirstMemory;
                HighestMemory = Math.Max(HighestMemory, memory);
            }

            return ValueTask.CompletedTask;
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Flush()
        {
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous writing.");

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
