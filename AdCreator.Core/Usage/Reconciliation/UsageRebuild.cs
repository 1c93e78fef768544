using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Core.Usage.Queries;
using AdCreator.Core.Usage.Rollups;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Reconciliation;

/// <summary>Makes an organization's rollups and counters again from its rows and live reservations.</summary>
/// <remarks>Nobody adds to them meanwhile: reservations of the organization wait. What admins granted stays.</remarks>
public sealed class UsageRebuild(AdCreatorDb database, DaySummary days)
{
    /// <summary>Rebuilds everything of one organization: all or nothing, then its days, a few hours of calls at a time.</summary>
    public async Task RebuildAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        await using (var context = database.Open(organizationId))
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            context.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
            await UsageLock.TakeAsync(context, cancellationToken);
            await DaySummary.ForgetAsync(context, cancellationToken);
            await UsageRollups.RemoveQuartersAsync(context, long.MaxValue, cancellationToken);
            await AddQuartersAsync(context, cancellationToken);
            await RebuildCountersAsync(context, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await days.CatchUpAsync(organizationId, cancellationToken);
    }

    /// <summary>Counters alone: what days and months mean has changed, the quarter-hours have not. The caller's transaction holds <see cref="UsageLock"/>.</summary>
    internal static async Task RebuildCountersAsync(AdCreatorDbContext context, CancellationToken cancellationToken)
    {
        var periods = new BudgetPeriods(await OrganizationCalendar.ReadAsync(context, cancellationToken));
        var counted = await CountedSpending.ReadAsync(context, context.TokenUsage, periods, cancellationToken);
        await context.UsageCounters.Where(c => c.GrantedUsd == 0).ExecuteDeleteAsync(cancellationToken);
        await context.UsageCounters.ExecuteUpdateAsync(set => set.SetProperty(c => c.SettledUsd, 0m).SetProperty(c => c.HeldUsd, 0m), cancellationToken);
        await UsageCounters.AddAsync(
            context,
            [
                .. counted.Settled.Select(s => UsageCounters.Amount(context.OrganizationId, s.Key, settledUsd: s.Value)),
                .. counted.Held.Select(h => UsageCounters.Amount(context.OrganizationId, h.Key, heldUsd: h.Value)),
            ],
            cancellationToken);
    }

    /// <summary>A day of UTC at a time: only its sums are in memory.</summary>
    private static async Task AddQuartersAsync(AdCreatorDbContext context, CancellationToken cancellationToken)
    {
        var beyond = DateTimeOffset.UnixEpoch;
        while (await context.TokenUsage.Where(u => u.CreatedAt >= beyond).MinAsync(u => (DateTimeOffset?)u.CreatedAt, cancellationToken) is { } next)
        {
            var day = QuarterHour.DayOf(QuarterHour.NumberOf(next));
            beyond = QuarterHour.Start(day + QuarterHour.InDay);
            var calls = await CountedCalls.ReadAsync(context.TokenUsage.Within(day, day + QuarterHour.InDay), cancellationToken);
            await UsageRollups.AddQuartersAsync(context, calls, cancellationToken);
        }
    }
}
