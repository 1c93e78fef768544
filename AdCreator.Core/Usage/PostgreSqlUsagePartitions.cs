using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdCreator.Core.Usage;

/// <summary>Keeps two years of monthly partitions of <c>token_usage</c> ahead, and says how many there are.</summary>
/// <remarks>The app's role owns no table: a function of the owner makes them. One file of SQLite needs no partitions.</remarks>
internal sealed partial class PostgreSqlUsagePartitions(AdCreatorDb database, UsageHealth health, TimeProvider time, ILogger<PostgreSqlUsagePartitions> logger)
    : BackgroundService
{
    private const int MonthsAhead = 24;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(12);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using (var context = database.OpenWithoutOrganization())
        {
            if (!context.Database.IsNpgsql())
            {
                return;
            }
        }

        await Supervised.RunAsync(KeepAsync, LogFault, stoppingToken);
    }

    private async Task KeepAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await KeepOnceAsync(stoppingToken);
            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    /// <summary>Makes what is missing, and counts in any case.</summary>
    internal async Task KeepOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AddAsync(cancellationToken);
        }
        finally
        {
            health.SetPartitionMonths(await CountAsync(cancellationToken));
        }
    }

    private async Task AddAsync(CancellationToken cancellationToken)
    {
        await using var context = database.OpenWithoutOrganization();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // A new partition locks the whole table for a moment: rather later than behind a long query, with all calls waiting.
        await context.Database.ExecuteSqlAsync($"SET LOCAL lock_timeout = '2s'", cancellationToken);
        var made = await context.Database
            .SqlQuery<int>($"""SELECT add_usage_partitions({MonthsAhead}) AS "Value" """)
            .SingleAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (made > 0)
        {
            LogMade(made);
        }
    }

    private async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var context = database.OpenWithoutOrganization();
        return await context.Database
            .SqlQuery<int>(
                $"""
                SELECT count(*)::integer AS "Value"
                FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                WHERE i.inhparent = 'token_usage'::regclass
                  AND c.relname ~ '^token_usage_[0-9][0-9][0-9][0-9]_[0-9][0-9]$'
                  AND c.relname > 'token_usage_' || to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM')
                """)
            .SingleAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Added {Count} monthly partitions of token_usage")]
    private partial void LogMade(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partitions of token_usage were not looked after, next try follows")]
    private partial void LogFault(Exception exception);
}
