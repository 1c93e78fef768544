using System.Diagnostics;
using System.Globalization;
using System.Text;
using AdCreator.Bench.Tracking;
using AdCreator.Core.Data;
using AdCreator.Core.Usage.Queries;

namespace AdCreator.Bench.Metering;

/// <summary>A million calls as CSV: time, memory beyond what the idle process has, and whether the sum of its cost column is the screen's total.</summary>
internal sealed class ExportBenchmark(long rows) : IBenchmark
{
    public string Name => "export";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var calls = new ManyCalls(database.Settings, rows, organizations: 1);
        await calls.MakeAsync(cancellationToken);
        using var services = MeteringServices.Open(database.Settings, ManyCalls.Clock);
        var last = DateOnly.FromDateTime(ManyCalls.Clock.GetUtcNow().UtcDateTime);

        // A first day warms up what every export needs.
        await ExportAsync(services, calls, last, last);
        GC.Collect();
        var idle = Environment.WorkingSet;
        var peak = idle;
        using var watch = new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, 0, 100);
        var started = Stopwatch.GetTimestamp();
        var csv = await ExportAsync(services, calls, last.AddDays(1 - ManyCalls.Days), last);
        var took = Stopwatch.GetElapsedTime(started);
        var total = await services.Queries.ReadTotalsAsync(calls.Largest, FilterOf(last.AddDays(1 - ManyCalls.Days), last), cancellationToken);
        return
        [
            Figure.AtMost($"export: {csv.Rows} calls as CSV", took.TotalSeconds, 15, "s"),
            Figure.AtMost("export: memory over idle", (peak - idle) / (1024.0 * 1024), 50, "MB"),
            Figure.AtMost(string.Create(CultureInfo.InvariantCulture, $"export: its total of {csv.CostUsd} against the screen's {total.CostUsd}"), (double)Math.Abs(csv.CostUsd - total.CostUsd), 0, "US dollars"),
            Figure.AtMost("export: calls that are missing", Math.Abs(rows - csv.Rows), 0, "calls"),
        ];
    }

    private static async Task<CostColumn> ExportAsync(MeteringServices services, ManyCalls calls, DateOnly first, DateOnly last)
    {
        await using var csv = new CostColumn();
        var extract = await services.Export.OpenAsync(calls.Largest, FilterOf(first, last), CancellationToken.None);
        await UsageCsv.WriteAsync(csv, extract.Rows, CancellationToken.None);
        return csv;
    }

    private static UsageFilter FilterOf(DateOnly first, DateOnly last) => new() { Range = new(UsagePreset.Custom, first, last) };

    /// <summary>A sink that keeps nothing but the sum of one column.</summary>
    private sealed class CostColumn : TextWriter
    {
        private const int Place = 12;

        private readonly StringBuilder begun = new();

        public override Encoding Encoding => Encoding.UTF8;

        public long Rows { get; private set; }

        public decimal CostUsd { get; private set; }

        /// <summary>A line may begin in one piece and end in the next.</summary>
        public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            var rest = buffer.Span;
            for (var end = rest.IndexOf('\n'); end >= 0; end = rest.IndexOf('\n'))
            {
                if (begun.Length > 0)
                {
                    AddLine(begun.Append(rest[..end]).ToString());
                    begun.Clear();
                }
                else
                {
                    AddLine(rest[..end]);
                }

                rest = rest[(end + 1)..];
            }

            begun.Append(rest);
            return Task.CompletedTask;
        }

        private void AddLine(ReadOnlySpan<char> line)
        {
            if (!line.StartsWith("id,", StringComparison.Ordinal))
            {
                Rows++;
                Add(line);
            }
        }

        /// <summary>No column before this one has a comma of its own.</summary>
        private void Add(ReadOnlySpan<char> line)
        {
            for (var column = 0; column < Place; column++)
            {
                line = line[(line.IndexOf(',') + 1)..];
            }

            var cell = line[..line.IndexOf(',')];
            CostUsd += cell.IsEmpty ? 0 : decimal.Parse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        }
    }
}
