using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdCreator.Core.Organizations.Members;

/// <summary>Lets one change of an organization's members happen after another.</summary>
/// <remarks>Without it two admins who remove each other at the same moment would leave an organization without one.</remarks>
internal static class MemberLock
{
    /// <summary>Begins a transaction that holds the organization's row until it ends; on SQLite any writing transaction is alone.</summary>
    public static async Task<IDbContextTransaction> BeginAsync(AdCreatorDbContext context, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Organizations
            .Where(o => o.Id == context.OrganizationId)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Name, o => o.Name), cancellationToken);
        return transaction;
    }
}
