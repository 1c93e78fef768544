using AdCreator.Core.Data;

namespace AdCreator.Core.Usage;

/// <summary>Bulk insert into <c>token_usage</c>: the one step that each database does in its own way.</summary>
internal interface IUsageInsert
{
    /// <summary>Inserts rows of the context's organization inside its transaction; ids must differ. A row that is there already stays.</summary>
    /// <returns>The ids that were not there before.</returns>
    Task<IReadOnlySet<Guid>> InsertAsync(AdCreatorDbContext context, IReadOnlyList<UsageRecord> rows, CancellationToken cancellationToken);

    /// <summary>Whether the database refused the data itself, so that trying again cannot help.</summary>
    bool IsRefusal(Exception exception);
}
