using System.Diagnostics;
using System.Globalization;
using AdCreator.Bench.Tracking;
using AdCreator.Core.Data;
using AdCreator.Core.Usage.Queries;
using AdCreator.Core.Usage.Reconciliation;
using AdCreator.Core.Usage.Reratings;
using Npgsql;

namespace AdCreator.Bench.Metering;

/// <summary>A million calls of one organization are priced again, and then given back what they had.</summary>
/// <remarks>Nearly every call changes: what they were made with is no list price. Unsettled ones stay as they are.</remarks>
internal sealed class RerateBenchmark(long rows) : IBenchmark
{
    public string Name => "rerate";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var calls = new ManyCalls(database.Settings, rows, organizations: 1);
        await calls.MakeAsync(cancellationToken);
        using var services = MeteringServices.Open(database.Settings, ManyCalls.Clock);
        var admin = calls.Largest;
        await services.Rebuild.RebuildAsync(admin.OrganizationId, cancellationToken);
        var last = DateOnly.FromDateTime(ManyCalls.Clock.GetUtcNow().UtcDateTime);
        var range = new ReratingRange(last.AddDays(1 - ManyCalls.Days), last, Model: null);
        var filter = new UsageFilter { Range = new(UsagePreset.Custom, range.First, range.Last) };
        var before = await ReadAsync();

        var (preview, previewing) = await MeasureAsync(() => services.Reratings.PreviewAsync(admin, range, progress: null, cancellationToken));
        var (applied, applying) = await MeasureAsync(() => services.Reratings.ApplyAsync(admin, range, preview, progress: null, cancellationToken));
        var rating = applied as ReratingResult.Applied ?? throw new InvalidOperationException($"The benchmark measures nothing: {applied}.");
        var (rerated, driftOfRerated) = (await ReadAsync(), await CompareAsync());
        var (undone, undoing) = await MeasureAsync(() => services.Reratings.UndoAsync(admin, rating.Id, progress: null, cancellationToken));
        var (after, driftOfUndone) = (await ReadAsync(), await CompareAsync());
        return
        [
            Figure.Shown($"rerate: preview of {preview.Looked} calls", previewing.TotalSeconds, "s"),
            Figure.AtMost($"rerate: {rating.Calls} of {rows} calls changed", applying.TotalSeconds, 60, "s"),
            Figure.Shown("rerate: undone", undoing.TotalSeconds, "s"),
            Same("rerate: total of the rows and what the preview said", rerated.Rows, before.Rows + preview.AfterUsd - preview.BeforeUsd),
            Figure.AtMost("rerate: drift afterwards", driftOfRerated, 0, "US dollars"),
            Same("rerate, undone: total of the rows and the one before", after.Rows, before.Rows),
            Same("rerate, undone: the screen's total and the one before", after.Screen, before.Screen),
            Figure.AtMost("rerate, undone: drift", driftOfUndone, 0, "US dollars"),
            Figure.AtMost($"rerate, undone: result {undone.GetType().Name}", undone is ReratingResult.Applied ? 0 : 1, 0, "refusals"),
        ];

        async Task<(decimal Rows, decimal Screen)> ReadAsync()
        {
            await using var source = NpgsqlDataSource.Create(database.Settings.MigrationsConnectionString);
            await using var command = source.CreateCommand("SELECT sum(cost_usd) FROM token_usage");
            var totals = await services.Queries.ReadTotalsAsync(admin, filter, cancellationToken);
            return ((decimal)(await command.ExecuteScalarAsync(cancellationToken))!, totals.CostUsd);
        }

        async Task<double> CompareAsync() =>
            (double)(await new UsageReconciler(services.Database).CompareAsync(admin.OrganizationId, since: null, cancellationToken)).DriftUsd;
    }

    private static async Task<(TResult Result, TimeSpan Took)> MeasureAsync<TResult>(Func<Task<TResult>> action)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await action();
        return (result, Stopwatch.GetElapsedTime(started));
    }

    private static Figure Same(string name, decimal one, decimal other) =>
        Figure.AtMost(string.Create(CultureInfo.InvariantCulture, $"{name}, {one} against {other}"), (double)Math.Abs(one - other), 0, "US dollars");
}
