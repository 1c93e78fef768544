using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage;

/// <summary>Keeps whoever counts an organization's spending anew apart from all who add to it.</summary>
/// <remarks>Held until the transaction ends. On SQLite a writing transaction is alone as it is.</remarks>
internal static class UsageLock
{
    /// <summary>For adding: any number of transactions at once.</summary>
    public static Task ShareAsync(AdCreatorDbContext context, CancellationToken cancellationToken) => context.Database.IsNpgsql()
        ? context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared(hashtextextended({NameOf(context)}, 0))", cancellationToken)
        : Task.CompletedTask;

    /// <summary>For counting anew, re-rating and moving the clock: alone.</summary>
    public static Task TakeAsync(AdCreatorDbContext context, CancellationToken cancellationToken) => context.Database.IsNpgsql()
        ? context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({NameOf(context)}, 0))", cancellationToken)
        : Task.CompletedTask;

    /// <summary>What is locked, for whoever sends the lock together with other statements.</summary>
    public static string NameOf(AdCreatorDbContext context) => $"usage:{context.OrganizationId}";
}
