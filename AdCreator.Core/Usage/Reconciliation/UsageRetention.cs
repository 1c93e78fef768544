using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Core.Usage.Queries;
using AdCreator.Core.Usage.Rollups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Usage.Reconciliation;

/// <summary>Removes calls that are older than the installation keeps, their sums and counters with them.</summary>
/// <remarks>
/// On PostgreSQL whole months go by dropping their partitions, which takes no time and leaves nothing behind; that is the
/// tables' owner's to do. What is left stays equal to its rows.
/// </remarks>
public sealed class UsageRetention(DatabaseSettings settings, IOptions<UsageOptions> options, TimeProvider time)
{
    /// <summary>Removes what is too old, an organization at a time; running it again goes on where it was stopped.</summary>
    /// <returns>The first instant that is kept, UTC, or null when everything is.</returns>
    public async Task<DateTimeOffset?> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.RetainMonths is not { } months)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var first = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(-months);
        await using var context = DatabaseMigrator.Open(settings);
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await DropPartitionsAsync(context, first, cancellationToken);
        foreach (var organization in await context.Organizations.Select(o => o.Id).ToListAsync(cancellationToken))
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            context.OrganizationId = organization;
            await UsageLock.TakeAsync(context, cancellationToken);
            await RemoveAsync(context, first, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return first;
    }

    /// <summary>A partition is dropped when all of its month lies before the first instant; the app must not wait for it behind a long query.</summary>
    private static async Task DropPartitionsAsync(AdCreatorDbContext context, DateTimeOffset first, CancellationToken cancellationToken)
    {
        if (!context.Database.IsNpgsql())
        {
            return;
        }

        // Committed at once: dropping locks the whole table, and every call would wait for the rest of the work.
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            SET LOCAL lock_timeout = '5s';
            SELECT set_config('adcreator.first_kept', {first.UtcDateTime.ToString("yyyy_MM", System.Globalization.CultureInfo.InvariantCulture)}, true);
            DO $drop$
            DECLARE name text;
            BEGIN
                FOR name IN
                    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                    WHERE i.inhparent = 'token_usage'::regclass AND c.relname ~ '^token_usage_[0-9][0-9][0-9][0-9]_[0-9][0-9]$'
                      AND c.relname < 'token_usage_' || current_setting('adcreator.first_kept')
                LOOP
                    EXECUTE format('DROP TABLE %I', name);
                END LOOP;
            END
            $drop$;
            """,
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task RemoveAsync(AdCreatorDbContext context, DateTimeOffset first, CancellationToken cancellationToken)
    {
        var lowest = NewId.LowestAt(first);
        await context.TokenUsage.Where(u => u.Id < lowest).ExecuteDeleteAsync(cancellationToken);
        await context.ReratedCalls.Where(c => c.CallId < lowest).ExecuteDeleteAsync(cancellationToken);
        var firstKept = QuarterHour.NumberOf(first);
        await UsageRollups.RemoveQuartersAsync(context, firstKept, cancellationToken);
        await DaySummary.ForgetAsync(context, firstKept, cancellationToken);
        await context.UsageCounters
            .Where(c => c.HeldUsd == 0 && (c.Scope == BudgetScope.Run ? c.SubjectId < lowest : c.PeriodStart < first))
            .ExecuteDeleteAsync(cancellationToken);

        // The organization's own month may begin a little before or after: whole is only the next one.
        var calendar = await OrganizationCalendar.ReadAsync(context, cancellationToken);
        var month = calendar.Month(calendar.DayOf(first));
        var keptFrom = month.Start >= first ? month.Start : month.End;
        await NoteAsync(context, keptFrom, cancellationToken);
    }

    private static async Task NoteAsync(AdCreatorDbContext context, DateTimeOffset keptFrom, CancellationToken cancellationToken)
    {
        if (await context.UsageChecks.ExecuteUpdateAsync(set => set.SetProperty(c => c.KeptFrom, keptFrom), cancellationToken) == 0)
        {
            context.UsageChecks.Add(UsageCheck.None(context.OrganizationId, keptFrom));
            await context.SaveChangesAsync(cancellationToken);
            context.ChangeTracker.Clear();
        }
    }
}
