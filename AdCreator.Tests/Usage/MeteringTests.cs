using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using AdCreator.Tests.Data;
using Microsoft.Extensions.Options;
using Xunit;

namespace AdCreator.Tests.Usage;

public sealed class MeteringTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_call_that_is_tracked_twice_is_one_row_and_lifts_its_reservation(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);
        var reservation = MeteredProcess.Reservation(actor);
        var record = MeteredProcess.Record(actor, reservation.Id);

        Assert.IsType<ReservationResult.Reserved>(await process.Reservations.ReserveAsync(reservation));
        Assert.Equal(reservation, Assert.Single(await MeteredProcess.ReservedAsync(test.Database, actor)));
        process.Tracker.Track(record);
        process.Tracker.Track(record);
        await process.StopAsync();

        Assert.Equivalent(record, Assert.Single(await MeteredProcess.RowsAsync(test.Database, actor)), strict: true);
        Assert.Empty(await MeteredProcess.ReservedAsync(test.Database, actor));
        Assert.Empty(Directory.GetFiles(folder.Spool));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_real_record_replaces_an_unknown_row_and_nothing_replaces_a_real_one(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        var ledger = new UsageLedger(test.Database);
        var unknown = MeteredProcess.Record(actor, state: CostState.Unknown);
        var real = MeteredProcess.Record(actor, unknown.Id);

        foreach (var record in new[] { unknown, real, unknown, real with { CostUsd = 9 } })
        {
            await ledger.SettleAsync(actor.OrganizationId, [record], CancellationToken.None);
        }

        var row = Assert.Single(await MeteredProcess.RowsAsync(test.Database, actor));
        Assert.Equal((CostState.Exact, 0.0007500001m), (row.CostState, row.CostUsd));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Many_calls_of_many_organizations_all_arrive_where_they_belong(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actors = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => test.AddActorAsync(name: $"Studio {i}")));
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);

        for (var i = 0; i < 2500; i++)
        {
            process.Tracker.Track(MeteredProcess.Record(actors[i % actors.Length]));
        }

        await process.StopAsync();

        foreach (var actor in actors)
        {
            Assert.Equal(500, (await MeteredProcess.RowsAsync(test.Database, actor)).Count);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Callers_at_once_are_all_reserved(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ =>
            process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor))));

        Assert.All(results, r => Assert.IsType<ReservationResult.Reserved>(r));
        Assert.Equal(200, (await MeteredProcess.ReservedAsync(test.Database, actor)).Count);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_bad_reservation_does_not_refuse_its_neighbours(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);
        var taken = MeteredProcess.Reservation(actor);
        await process.Reservations.ReserveAsync(taken);

        var results = await Task.WhenAll(new[] { MeteredProcess.Reservation(actor), taken, MeteredProcess.Reservation(actor) }
            .Select(r => process.Reservations.ReserveAsync(r)));

        Assert.Equal([true, false, true], results.Select(r => r is ReservationResult.Reserved));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Switched_off_nothing_is_written_and_the_report_says_since_when(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        await using (await MeteredProcess.StartAsync(test.Database, folder.Path, tracking: "off"))
        {
        }

        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path, tracking: "off", now: MeteredProcess.Now.AddDays(1));
        var result = await process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor));
        process.Tracker.Track(MeteredProcess.Record(actor));
        await process.StopAsync();

        Assert.IsType<ReservationResult.Reserved>(result);
        Assert.Empty(await MeteredProcess.RowsAsync(test.Database, actor));
        Assert.Empty(await MeteredProcess.ReservedAsync(test.Database, actor));
        Assert.Equal(MeteredProcess.Now, process.Health.TrackingOffSince);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_expired_reservation_becomes_an_unsettled_row_and_an_open_one_stays(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path, now: MeteredProcess.Now.AddMinutes(2));
        var expired = MeteredProcess.Reservation(actor);
        var open = MeteredProcess.Reservation(actor) with { ExpiresAt = MeteredProcess.Now.AddMinutes(2).AddMilliseconds(1) };
        await process.Reservations.ReserveAsync(expired);
        await process.Reservations.ReserveAsync(open);

        await process.Sweeper.SweepAsync(CancellationToken.None);

        var row = Assert.Single(await MeteredProcess.RowsAsync(test.Database, actor));
        Assert.Equal((expired.Id, CostState.Unknown, UsageOutcome.TimedOut), (row.Id, row.CostState, row.Outcome));
        Assert.Equal((null, 0.0123456789m, MeteredProcess.Now), (row.CostUsd, row.CostUsdMax, row.CreatedAt));
        Assert.Equal(open, Assert.Single(await MeteredProcess.ReservedAsync(test.Database, actor)));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Sweepers_of_several_processes_sweep_the_same_calls_once_and_without_a_fault(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        await using var first = await MeteredProcess.StartAsync(test.Database, folder.Path, now: MeteredProcess.Now.AddMinutes(2));
        await using var second = await MeteredProcess.StartAsync(test.Database, folder.Path, now: MeteredProcess.Now.AddMinutes(2));
        for (var round = 1; round <= 10; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => first.Reservations.ReserveAsync(MeteredProcess.Reservation(actor))));

            await Task.WhenAll(new[] { first, second, first, second }.Select(p => Task.Run(() => p.Sweeper.SweepAsync(CancellationToken.None))));

            Assert.Equal(20 * round, (await MeteredProcess.RowsAsync(test.Database, actor)).Count(r => r.CostState == CostState.Unknown));
            Assert.Empty(await MeteredProcess.ReservedAsync(test.Database, actor));
        }
    }

    [Fact]
    public async Task Track_after_the_stop_throws_nothing()
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var actor = await test.AddActorAsync();
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);
        await process.StopAsync();

        process.Tracker.Track(MeteredProcess.Record(actor));

        Assert.Empty(await MeteredProcess.RowsAsync(test.Database, actor));
    }

    [Fact]
    public async Task A_wrong_switch_stops_the_start_and_names_its_key()
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => MeteredProcess.StartAsync(test.Database, folder.Path, tracking: "maybe"));

        Assert.Contains("Usage:Tracking is \"maybe\"; it accepts on or off.", refusal.Message, StringComparison.Ordinal);
    }
}
