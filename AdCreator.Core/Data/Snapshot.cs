using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdCreator.Core.Data;

/// <summary>A transaction in which every query sees the same state of the database, and that keeps nobody from writing.</summary>
internal static class Snapshot
{
    /// <summary>Begins one, which ends with what is returned.</summary>
    /// <remarks>On SQLite that is what a transaction sees anyway; the level says that it is not to take the right to write.</remarks>
    public static Task<IDbContextTransaction> BeginAsync(AdCreatorDbContext context, CancellationToken cancellationToken) =>
        context.Database.BeginTransactionAsync(context.Database.IsNpgsql() ? IsolationLevel.RepeatableRead : IsolationLevel.ReadUncommitted, cancellationToken);
}
