using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage;

/// <summary>Writes usage rows and lifts their reservations, in one transaction of one organization.</summary>
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
    public static async Task SettleAsync(AdCreatorDbContext context, IReadOnlyList<UsageRecord> records, CancellationToken cancellationToken)
    {
        // Of two records with one id the one whose cost is known counts.
        var rows = records.OrderBy(r => r.CostState == CostState.Unknown).DistinctBy(r => r.Id).ToList();
        var ids = rows.ConvertAll(r => r.Id);
        await InsertFor(context).InsertAsync(context, rows, cancellationToken);
        await context.UsageReservations.Where(r => ids.Contains(r.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Whether the database refused the data itself, so that trying again cannot help.</summary>
    public static bool IsRefusal(Exception exception) => PostgreSql.IsRefusal(exception) || Sqlite.IsRefusal(exception);

    private static IUsageInsert InsertFor(AdCreatorDbContext context) => context.Database.IsNpgsql() ? PostgreSql : Sqlite;
}
