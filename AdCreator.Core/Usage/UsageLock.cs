using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AdCreator.Core.Usage;

/// <summary>Keeps whoever counts an organization's spending anew apart from all who add to it.</summary>
/// <remarks>
/// Held until the transaction ends, and waited for no longer than two seconds: then somebody counts, and whoever waits
/// says so and tries again. On SQLite a writing transaction is alone as it is.
/// </remarks>
internal static class UsageLock
{
    /// <summary>For adding: any number of transactions at once.</summary>
    public static Task ShareAsync(AdCreatorDbContext context, CancellationToken cancellationToken) => context.Database.IsNpgsql()
        ? context.Database.ExecuteSqlAsync(
            $"SET LOCAL lock_timeout = '2s'; SELECT pg_advisory_xact_lock_shared(hashtextextended({NameOf(context.OrganizationId)}, 0)); SET LOCAL lock_timeout = 0", cancellationToken)
        : Task.CompletedTask;

    /// <summary>For counting anew and moving the clock: alone.</summary>
    public static Task TakeAsync(AdCreatorDbContext context, CancellationToken cancellationToken) => TakeAsync(context, NameOf(context.OrganizationId), "2s", cancellationToken);

    /// <summary>The same for work that can wait: given up so soon that nobody who adds notices.</summary>
    public static Task TakeBrieflyAsync(AdCreatorDbContext context, CancellationToken cancellationToken) => TakeAsync(context, NameOf(context.OrganizationId), "200ms", cancellationToken);

    /// <summary>For changing limits: one change after another, beside all who add.</summary>
    public static Task TakeLimitsAsync(AdCreatorDbContext context, CancellationToken cancellationToken) =>
        TakeAsync(context, $"limits:{context.OrganizationId}", "2s", cancellationToken);

    /// <summary>Whether a fault says that a lock was not to be had in time.</summary>
    public static bool IsBusy(Exception exception) =>
        (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState == PostgresErrorCodes.LockNotAvailable;

    /// <summary>What is locked, for whoever sends the lock together with other statements.</summary>
    public static string NameOf(Guid organizationId) => $"usage:{organizationId}";

    private static Task TakeAsync(AdCreatorDbContext context, string name, string patience, CancellationToken cancellationToken) => context.Database.IsNpgsql()
        ? context.Database.ExecuteSqlAsync(
            $"SELECT set_config('lock_timeout', {patience}, true); SELECT pg_advisory_xact_lock(hashtextextended({name}, 0)); SET LOCAL lock_timeout = 0", cancellationToken)
        : Task.CompletedTask;
}
