using AdCreator.Core.Data;
using AdCreator.Core.Usage.Queries;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Rollups;

/// <summary>Moves an organization's <see cref="DaysMark"/> on to now, some thousand calls at a time.</summary>
/// <remarks>
/// Whoever settles a call writes three narrow sums; the six of days are made here, from many calls at once. What is
/// settled before the mark later on moves them itself.
/// </remarks>
public sealed class DaySummary(AdCreatorDb database, TimeProvider time)
{
    /// <summary>Calls that are summed in one transaction, or a few more: reservations of the organization wait for it.</summary>
    private const long Calls = 3_000;

    /// <summary>Quarter-hours that are summed in one transaction at most.</summary>
    private const int Quarters = 1_000;

    /// <summary>Sums all that is not summed yet.</summary>
    /// <returns>False when others kept the organization's sums busy: there is more to do later.</returns>
    public async Task<bool> CatchUpAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        var until = QuarterHour.NumberOf(time.GetUtcNow());
        if (!await HasMoreAsync(organizationId, until, cancellationToken))
        {
            return true;
        }

        try
        {
            while (await SumSomeAsync(organizationId, until, cancellationToken))
            {
                // Until nothing before now is left.
            }
        }
        catch (Exception exception) when (UsageLock.IsBusy(exception))
        {
            return false;
        }

        return true;
    }

    /// <summary>Forgets every day of the organization inside a transaction of the caller, who holds <see cref="UsageLock"/> alone.</summary>
    internal static async Task ForgetAsync(AdCreatorDbContext context, CancellationToken cancellationToken)
    {
        await UsageRollups.RemoveDaysAsync(context, long.MaxValue, cancellationToken);
        await context.DaysMarks.ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Forgets the calls before a quarter-hour, inside a transaction of the caller, who holds <see cref="UsageLock"/> alone and has removed them.</summary>
    internal static async Task ForgetAsync(AdCreatorDbContext context, long before, CancellationToken cancellationToken)
    {
        await UsageRollups.RemoveDaysAsync(context, before, cancellationToken);

        // What is left of the day that the border cuts.
        var days = await SummedDays.ReadAsync(context, cancellationToken);
        var day = days.DayOf(before);
        var beyond = Math.Min(day.Beyond, days.Mark);
        if (day.First < before && before < beyond)
        {
            await AddAsync(context, days, before, beyond, cancellationToken);
        }
    }

    /// <summary>Asked without the lock, which nobody has to wait for while nothing is called.</summary>
    private async Task<bool> HasMoreAsync(Guid organizationId, long until, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        var mark = (await SummedDays.ReadAsync(context, cancellationToken)).Mark;
        return await context.UsageByKind.AnyAsync(r => r.Quarter >= mark && r.Quarter < until, cancellationToken);
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> SumSomeAsync(Guid organizationId, long until, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await UsageLock.TakeBrieflyAsync(context, cancellationToken);
        var days = await SummedDays.ReadAsync(context, cancellationToken);
        if (await NextAsync(context, days.Mark, until, cancellationToken) is not { } next)
        {
            return false;
        }

        await AddAsync(context, days, next.First, next.Beyond, cancellationToken);
        var mark = next.Beyond;
        if (await context.DaysMarks.ExecuteUpdateAsync(set => set.SetProperty(m => m.Quarter, mark), cancellationToken) == 0)
        {
            context.DaysMarks.Add(new DaysMark { OrganizationId = organizationId, Quarter = mark });
            await context.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return mark < until;
    }

    /// <summary>The next quarter-hours that have calls to sum; null when there are none before the end.</summary>
    private static async Task<QuarterHours?> NextAsync(AdCreatorDbContext context, long mark, long until, CancellationToken cancellationToken)
    {
        var quarters = await context.UsageByKind.Where(r => r.Quarter >= mark && r.Quarter < until)
            .GroupBy(r => r.Quarter)
            .Select(g => new { Quarter = g.Key, Calls = g.Sum(r => r.Calls) })
            .OrderBy(q => q.Quarter)
            .Take(Quarters)
            .ToListAsync(cancellationToken);
        var calls = 0L;
        var some = quarters.TakeWhile(q => (calls += q.Calls) - q.Calls < Calls).ToList();
        return some.Count == 0 ? null : new(some[0].Quarter, some.Count < quarters.Count || some.Count == Quarters ? some[^1].Quarter + 1 : until);
    }

    /// <summary>Adds the calls of some quarter-hours.</summary>
    private static async Task AddAsync(AdCreatorDbContext context, SummedDays days, long first, long beyond, CancellationToken cancellationToken)
    {
        var calls = await CountedCalls.ReadAsync(context.TokenUsage.Within(first, beyond), cancellationToken);
        await UsageRollups.AddDaysAsync(context, calls.ConvertAll(days.AtDay), cancellationToken);
    }
}
