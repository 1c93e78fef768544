using System.Collections.Concurrent;
using System.Globalization;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Reconciliation;
using AdCreator.Tests.Data;
using Xunit;

namespace AdCreator.Tests.Usage;

/// <summary>A real PostgreSQL cuts every connection to the database and lets none in, while calls go on.</summary>
public sealed class ServerOutageTests
{
    /// <summary>Longer ones are asked for by hand: <c>ADCREATOR_TEST_OUTAGE_SECONDS=120</c>.</summary>
    private static readonly TimeSpan Outage =
        TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable("ADCREATOR_TEST_OUTAGE_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 4);

    private static readonly TimeSpan Around = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task No_answered_call_is_lost_and_none_leaves_while_it_could_not_be_metered()
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var actor = await test.AddActorAsync();
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);
        var calls = new Calls(process, actor);
        using var end = new CancellationTokenSource();
        var going = calls.GoOnAsync(end.Token);
        await Task.Delay(Around, TestContext.Current.CancellationToken);

        await PostgreSqlServer.CutAsync(test.Settings);
        await Eventually.TrueAsync(() => Task.FromResult(!process.Health.IsHealthy));
        await Task.Delay(Outage, TestContext.Current.CancellationToken);
        await PostgreSqlServer.LetInAsync(test.Settings);
        await Eventually.TrueAsync(() => Task.FromResult(process.Health is { IsHealthy: true, SpoolBytes: 0 }));
        var before = calls.Answered.Count;
        await Eventually.TrueAsync(() => Task.FromResult(calls.Answered.Count > before + 10));
        await end.CancelAsync();
        await going;
        await process.StopAsync();

        var rows = await MeteredProcess.RowsAsync(test.Database, actor);
        Assert.Equal(calls.Answered.Order(), rows.Select(r => r.Id).Order());
        Assert.NotEmpty(calls.Refused);
        Assert.All(calls.Refused.Values, reason => Assert.Contains("Nothing was sent and nothing was billed", reason, StringComparison.Ordinal));

        // Whether a write that was cut off counts is the server's secret: what it kept is swept later, and was never sent.
        Assert.All(await MeteredProcess.ReservedAsync(test.Database, actor), r => Assert.Contains(r.Id, calls.Refused.Keys));
        Assert.Empty((await new UsageReconciler(test.Database).CompareAsync(actor.OrganizationId, since: null, CancellationToken.None)).Findings);
    }

    /// <summary>Twenty calls a second, each answered 50 ms after it was reserved.</summary>
    private sealed class Calls(MeteredProcess process, Actor actor)
    {
        public ConcurrentBag<Guid> Answered { get; } = [];

        public ConcurrentDictionary<Guid, string> Refused { get; } = [];

        public async Task GoOnAsync(CancellationToken end)
        {
            var calls = new List<Task>();
            using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            try
            {
                while (await beat.WaitForNextTickAsync(end))
                {
                    calls.Add(CallAsync());
                }
            }
            catch (OperationCanceledException)
            {
                await Task.WhenAll(calls);
            }
        }

        private async Task CallAsync()
        {
            var reservation = MeteredProcess.Reservation(actor);
            switch (await process.Reservations.ReserveAsync(reservation))
            {
                case ReservationResult.Reserved:
                    await Task.Delay(50);
                    process.Tracker.Track(MeteredProcess.Record(actor, reservation.Id));
                    Answered.Add(reservation.Id);
                    break;
                case ReservationResult.Unavailable unavailable:
                    Refused[reservation.Id] = unavailable.Reason;
                    break;
            }
        }
    }
}
