using System.Text.Json;
using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Usage;

/// <summary>The tables are taken away and brought back: for the writer that is a database that is away.</summary>
public sealed class OutageTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Records_wait_in_the_spool_and_arrive_once_the_database_is_back(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);
        var records = Enumerable.Range(0, 1500).Select(_ => MeteredProcess.Record(actor)).ToList();
        await TakeAwayAsync(test);

        records.ForEach(process.Tracker.Track);
        await Eventually.TrueAsync(() => Task.FromResult(process.Health is { SpoolBytes: > 0, IsHealthy: false }));
        var result = await process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor));
        await BringBackAsync(test);
        await Eventually.TrueAsync(() => Task.FromResult(process.Health is { SpoolBytes: 0, IsHealthy: true }));

        Assert.Contains("Nothing was sent", Assert.IsType<ReservationResult.Unavailable>(result).Reason, StringComparison.Ordinal);
        await process.StopAsync();
        var rows = await MeteredProcess.RowsAsync(test.Database, actor);
        Assert.Equal(records.Select(r => r.Id).Order(), rows.Select(r => r.Id).Order());
        Assert.Equal(records.Sum(r => r.CostUsd), rows.Sum(r => r.CostUsd));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_process_that_stops_during_an_outage_leaves_its_spool_to_the_next(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        var record = MeteredProcess.Record(actor);
        await TakeAwayAsync(test);
        await using (var process = await MeteredProcess.StartAsync(test.Database, folder.Path))
        {
            process.Tracker.Track(record);
        }

        Assert.Single(Directory.GetFiles(folder.Spool));
        await BringBackAsync(test);
        await using var next = await MeteredProcess.StartAsync(test.Database, folder.Path);
        await Eventually.TrueAsync(async () => (await MeteredProcess.RowsAsync(test.Database, actor)).Count == 1);

        Assert.Equivalent(record, Assert.Single(await MeteredProcess.RowsAsync(test.Database, actor)), strict: true);
    }

    [Fact]
    public async Task A_torn_last_line_is_skipped_and_any_other_bad_line_is_put_aside()
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var actor = await test.AddActorAsync();
        var (first, second) = (SpoolFile.Line(MeteredProcess.Record(actor)), SpoolFile.Line(MeteredProcess.Record(actor)));
        var path = Path.Combine(folder.Spool, "usage-0.jsonl");
        await File.WriteAllTextAsync(path, $"{first}\nnot a record\n{second}\n{first[..60]}", TestContext.Current.CancellationToken);

        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);
        await Eventually.TrueAsync(() => Task.FromResult(!File.Exists(path)));

        Assert.Equal(2, (await MeteredProcess.RowsAsync(test.Database, actor)).Count);
        Assert.Equal(1, process.Health.QuarantinedRecords);
        var quarantine = Assert.Single(Directory.GetFiles(folder.Spool, "*.quarantine"));
        Assert.Equal("not a record\n", await File.ReadAllTextAsync(quarantine, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_spool_of_a_living_process_is_left_alone_and_holds_up_the_sweeper()
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var actor = await test.AddActorAsync();
        using var living = SpoolFile.TryOpen(Path.Combine(folder.Spool, "usage-0.jsonl"))!;
        living.Append(SpoolFile.Write([MeteredProcess.Record(actor)]));
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path, now: MeteredProcess.Now.AddHours(1));
        await process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor));

        var swept = await process.Sweeper.SweepAsync(CancellationToken.None);

        Assert.Equal(0, swept);
        Assert.Empty(await MeteredProcess.RowsAsync(test.Database, actor));
        Assert.Single(await MeteredProcess.ReservedAsync(test.Database, actor));
    }

    [Fact]
    public void However_long_the_database_is_away_the_next_try_is_seconds_off()
    {
        var retry = UsageWriter.NewRetry();

        var pauses = Enumerable.Range(0, 100).Select(_ => retry.Next()).ToList();

        Assert.True(pauses[0] < TimeSpan.FromSeconds(1));
        Assert.True(pauses.Max() <= TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_spool_gives_back_what_it_took_in_order_and_to_the_last_digit()
    {
        using var folder = new TestFolder();
        var actor = new Core.Organizations.Actor(Guid.Empty, NewId.At(MeteredProcess.Now));
        var records = Enumerable.Range(0, 25).Select(_ => MeteredProcess.Record(actor)).ToList();
        using var file = SpoolFile.TryOpen(Path.Combine(folder.Spool, "usage-1.jsonl"))!;
        file.Append(SpoolFile.Write(records));
        var back = new List<UsageRecord>();

        while (!file.IsEmpty)
        {
            var chunk = file.Peek(10);
            back.AddRange(chunk.Records);
            file.Take(chunk);
        }

        Assert.Equal(records.Select(SpoolFile.Line), back.Select(SpoolFile.Line));
        Assert.Equal(0, file.Length);
    }

    [Fact]
    public async Task A_record_that_the_database_refuses_is_put_aside_and_its_neighbours_arrive()
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var actor = await test.AddActorAsync();
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);
        var lying = MeteredProcess.Record(actor) with { CreatedAt = MeteredProcess.Now.AddMilliseconds(1) };

        process.Tracker.Track(MeteredProcess.Record(actor));
        process.Tracker.Track(lying);
        process.Tracker.Track(MeteredProcess.Record(actor));
        await process.StopAsync();

        Assert.Equal(2, (await MeteredProcess.RowsAsync(test.Database, actor)).Count);
        var quarantine = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder.Spool, "*.quarantine")), TestContext.Current.CancellationToken);
        Assert.Equal(lying.Id, JsonDocument.Parse(quarantine).RootElement.GetProperty("id").GetGuid());
    }

    private static Task TakeAwayAsync(TestDatabase test) => RenameAsync(test, there: false);

    private static Task BringBackAsync(TestDatabase test) => RenameAsync(test, there: true);

    private static async Task RenameAsync(TestDatabase test, bool there)
    {
        await using var context = new AdCreatorDbContext(
            (DbContextOptions<AdCreatorDbContext>)new DbContextOptionsBuilder<AdCreatorDbContext>().UseAdCreatorMigrations(test.Settings).Options);
        await (there
            ? context.Database.ExecuteSqlAsync($"ALTER TABLE gone_usage RENAME TO token_usage")
            : context.Database.ExecuteSqlAsync($"ALTER TABLE token_usage RENAME TO gone_usage"));
        await (there
            ? context.Database.ExecuteSqlAsync($"ALTER TABLE gone_reservations RENAME TO usage_reservations")
            : context.Database.ExecuteSqlAsync($"ALTER TABLE usage_reservations RENAME TO gone_reservations"));
    }
}
