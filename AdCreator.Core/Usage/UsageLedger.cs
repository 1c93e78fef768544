using AdCreator.Core.Data;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Core.Usage.Rollups;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage;

/// <summary>Writes usage rows, lifts their reservations and moves counters and rollups, in one transaction of one organization.</summary>
internal sealed class UsageLedger(AdCreatorDb database)
{
    private static readonly PostgreSqlUsageInsert PostgreSql = new();
    private static readonly SqliteUsageInsert Sqlite = new();

    /// <summary>Settles records of one organization. Doing it twice has the effect of doing it once.</summary>
    public async Task SettleAsync(Guid organizationId, IReadOnlyList<UsageRecord> records, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await SettleAsync(context, records, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The same inside a transaction of the caller, for whoever must read and settle at one instant.</summary>
    /// <remarks>Counters come last: every reservation of the organization waits for them.</remarks>
    public static async Task SettleAsync(AdCreatorDbContext context, IReadOnlyList<UsageRecord> records, CancellationToken cancellationToken)
    {
        await UsageLock.ShareAsync(context, cancellationToken);
        var days = await SummedDays.ReadAsync(context, cancellationToken);
        var periods = new BudgetPeriods(days.Calendar);

        // Of two records with one id the one whose cost is known counts.
        var rows = records.OrderBy(r => r.CostState == CostState.Unknown).DistinctBy(r => r.Id).ToList();
        var released = await LiftReservationsAsync(context, rows.ConvertAll(r => r.Id), cancellationToken);
        var changes = await WriteAsync(context, rows, cancellationToken);
        await UsageRollups.MoveAsync(context, changes, days, cancellationToken);
        await UsageCounters.AddAsync(context, [.. Released(periods, released), .. Settled(periods, changes)], cancellationToken);
    }

    /// <summary>Whether the database refused the data itself, so that trying again cannot help.</summary>
    public static bool IsRefusal(Exception exception) => PostgreSql.IsRefusal(exception) || Sqlite.IsRefusal(exception);

    /// <summary>What the counters move by for changed rows.</summary>
    internal static IEnumerable<UsageCounter> Settled(BudgetPeriods periods, IEnumerable<UsageChange> changes)
    {
        foreach (var change in changes)
        {
            foreach (var (row, sign) in new[] { (change.Before, -1), (change.After, 1) })
            {
                foreach (var key in row is null ? [] : periods.Of(row))
                {
                    yield return UsageCounters.Amount(row!.OrganizationId, key, settledUsd: sign * UsageChange.CountedUsd(row));
                }
            }
        }
    }

    private static IEnumerable<UsageCounter> Released(BudgetPeriods periods, IEnumerable<UsageReservation> reservations) =>
        reservations.SelectMany(r => periods.Of(r).Select(key => UsageCounters.Amount(r.OrganizationId, key, heldUsd: -(r.CostUsdMax ?? 0))));

    /// <summary>Locked in the order of their ids: who settles or sweeps the same ones at this moment is waited for, and finds or leaves none.</summary>
    private static async Task<List<UsageReservation>> LiftReservationsAsync(AdCreatorDbContext context, List<Guid> ids, CancellationToken cancellationToken)
    {
        var reservations = context.UsageReservations.Where(r => ids.Contains(r.Id));
        var locked = context.Database.IsNpgsql()
            ? context.UsageReservations.FromSql(
                $"SELECT * FROM usage_reservations WHERE organization_id = {context.OrganizationId} AND id = ANY ({ids}) ORDER BY id FOR UPDATE")
            : reservations;
        var lifted = await locked.AsNoTracking().ToListAsync(cancellationToken);
        if (lifted.Count > 0 && await reservations.ExecuteDeleteAsync(cancellationToken) != lifted.Count)
        {
            throw new DbUpdateConcurrencyException("Another process settles one of these calls at this moment.");
        }

        return lifted;
    }

    private static async Task<List<UsageChange>> WriteAsync(AdCreatorDbContext context, List<UsageRecord> rows, CancellationToken cancellationToken)
    {
        var inserted = await InsertFor(context).InsertAsync(context, rows, cancellationToken);
        var changes = rows.Where(r => inserted.Contains(r.Id)).Select(r => new UsageChange(null, r)).ToList();
        var better = rows.Where(r => r.CostState != CostState.Unknown && !inserted.Contains(r.Id)).ToDictionary(r => r.Id);
        if (better.Count > 0)
        {
            changes.AddRange(await ReplaceUnknownAsync(context, better, cancellationToken));
        }

        return changes;
    }

    /// <summary>The sweeper may have come before a late answer: a real record takes the place of a row whose cost is unknown, and of no other.</summary>
    private static async Task<IEnumerable<UsageChange>> ReplaceUnknownAsync(
        AdCreatorDbContext context, Dictionary<Guid, UsageRecord> better, CancellationToken cancellationToken)
    {
        var ids = better.Keys.ToList();
        var unknown = context.TokenUsage.Where(u => ids.Contains(u.Id) && u.CostState == CostState.Unknown);
        var before = await unknown.AsNoTracking().ToListAsync(cancellationToken);
        if (before.Count == 0)
        {
            return [];
        }

        var replaced = before.ConvertAll(b => b.Id);
        if (await unknown.Where(u => replaced.Contains(u.Id)).ExecuteDeleteAsync(cancellationToken) != before.Count)
        {
            throw new DbUpdateConcurrencyException("Another process settles one of these calls at this moment.");
        }

        await InsertFor(context).InsertAsync(context, before.ConvertAll(b => better[b.Id]), cancellationToken);
        return before.Select(b => new UsageChange(b, better[b.Id]));
    }

    private static IUsageInsert InsertFor(AdCreatorDbContext context) => context.Database.IsNpgsql() ? PostgreSql : Sqlite;
}
