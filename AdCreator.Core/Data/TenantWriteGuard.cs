using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AdCreator.Core.Data;

/// <summary>Refuses to write a row of another organization than the context's, on every database.</summary>
internal sealed class TenantWriteGuard : SaveChangesInterceptor
{
    public static readonly TenantWriteGuard Instance = new();

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Check(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(eventData.Context);
        return ValueTask.FromResult(result);
    }

    private static void Check(DbContext? context)
    {
        if (context is not AdCreatorDbContext ours)
        {
            return;
        }

        foreach (var entry in ours.ChangeTracker.Entries<ITenantOwned>())
        {
            var writes = entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted;
            if (writes && (ours.OrganizationId == Guid.Empty || entry.Entity.OrganizationId != ours.OrganizationId))
            {
                throw new InvalidOperationException(
                    $"A row of {entry.Metadata.DisplayName()} belongs to another organization than the one this context was opened for.");
            }
        }
    }
}
