using AdCreator.Core.Data;

namespace AdCreator.Bench.Tracking;

/// <summary>What metering adds to a call between its answer and its caller, on against off, with the database there and away.</summary>
/// <remarks>
/// Answers of both kinds arrive in turns in one process, so both see the same load. Calls that are in flight when the
/// database goes away are the ones that can meet an outage: new ones are refused, because nothing could be reserved.
/// </remarks>
internal sealed class TrackBenchmark : IBenchmark
{
    private const int Pairs = 5000;
    private const int WarmUpPairs = 1000;
    private const int WholeCalls = 300;

    /// <summary>Odd, so that on and off take turns in being the first after a pause: that one pays for waking up.</summary>
    private const int Burst = 11;

    public string Name => "track";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        List<Figure> figures = [];
        foreach (var kind in new[] { DatabaseKind.PostgreSql, DatabaseKind.Sqlite })
        {
            figures.AddRange(await MeasureAsync(kind, cancellationToken));
        }

        return figures;
    }

    private static async Task<List<Figure>> MeasureAsync(DatabaseKind kind, CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.CreateAsync(kind);
        await using var on = await MeteredStudio.StartAsync(database, "on");
        await using var off = await MeteredStudio.StartAsync(database, "off");
        List<Figure> figures = [];

        await SendAsync(on, off, Pairs + WarmUpPairs, cancellationToken);
        figures.AddRange(Compare($"track, {kind} up", await AnswerAsync(on, off, cancellationToken)));
        figures.AddRange(await MeasureWholeCallsAsync(kind, on, off));

        await SendAsync(on, off, Pairs + WarmUpPairs + 1, cancellationToken);
        await database.TakeAwayAsync();
        on.InFlight.Answer(new Latencies());
        off.InFlight.Answer(new Latencies());
        await Until.TrueAsync(() => Task.FromResult(on.Health.SpoolingSince is not null), TimeSpan.FromMinutes(1), "the writer notices the outage", cancellationToken);
        var down = await AnswerAsync(on, off, cancellationToken);
        if (on.Health.SpoolingSince is null)
        {
            throw new InvalidOperationException("The database came back in the middle: the outage was not measured.");
        }

        figures.AddRange(Compare($"track, {kind} {database.Outage}", down));
        await database.BringBackAsync();
        var (rows, calls) = await on.CountAsync(cancellationToken);
        figures.Add(Figure.AtMost($"track, {kind}: calls without a row, of {calls}", calls - rows, 0, "calls"));
        return figures;
    }

    private static async Task SendAsync(MeteredStudio on, MeteredStudio off, int count, CancellationToken cancellationToken)
    {
        await on.SendAsync(count, cancellationToken);
        await off.SendAsync(count, cancellationToken);
    }

    /// <summary>Answers in turns, in small bursts, so that the writer works beside it as it does under load.</summary>
    private static async Task<(Latencies On, Latencies Off)> AnswerAsync(MeteredStudio on, MeteredStudio off, CancellationToken cancellationToken)
    {
        await AnswerAsync(on, off, WarmUpPairs, cancellationToken);
        return await AnswerAsync(on, off, Pairs, cancellationToken);
    }

    private static async Task<(Latencies On, Latencies Off)> AnswerAsync(MeteredStudio on, MeteredStudio off, int pairs, CancellationToken cancellationToken)
    {
        var (whenOn, whenOff) = (new Latencies(), new Latencies());
        for (var pair = 0; pair < pairs; pair++)
        {
            // Who comes second finds warm caches, so they change places.
            if (pair % 2 == 0)
            {
                on.InFlight.Answer(whenOn);
                off.InFlight.Answer(whenOff);
            }
            else
            {
                off.InFlight.Answer(whenOff);
                on.InFlight.Answer(whenOn);
            }

            if (pair % Burst == 0)
            {
                await Task.Delay(1, cancellationToken);
            }
        }

        return (whenOn, whenOff);
    }

    private static Figure[] Compare(string name, (Latencies On, Latencies Off) measured) =>
    [
        Figure.Shown($"{name}: median off", measured.Off.Median, "µs"),
        Figure.AtMost($"{name}: median more", measured.On.Median - measured.Off.Median, 50, "µs"),
        Figure.Shown($"{name}: p99 off", measured.Off.P99, "µs"),
        Figure.AtMost($"{name}: p99 more", measured.On.P99 - measured.Off.P99, 1000, "µs"),
    ];

    /// <summary>For comparison: the reservation before a call is a durable write and has a measure of its own.</summary>
    private static async Task<Figure[]> MeasureWholeCallsAsync(DatabaseKind kind, MeteredStudio on, MeteredStudio off)
    {
        (on.InFlight.AnswersAtOnce, off.InFlight.AnswersAtOnce) = (true, true);
        var (whenOn, whenOff) = (new Latencies(), new Latencies());
        for (var call = 0; call < WholeCalls; call++)
        {
            await on.CallAsync(whenOn);
            await off.CallAsync(whenOff);
        }

        (on.InFlight.AnswersAtOnce, off.InFlight.AnswersAtOnce) = (false, false);
        return
        [
            Figure.Shown($"whole call with its reservation, {kind}: median more", whenOn.Median - whenOff.Median, "µs"),
            Figure.Shown($"whole call with its reservation, {kind}: p99 more", whenOn.P99 - whenOff.P99, "µs"),
        ];
    }
}
