using AdCreator.Core.Data;

namespace AdCreator.Core.Usage.Reratings;

/// <summary>Writes new prices into rows of usage: the step that each database does in its own way.</summary>
internal interface IRatedRows
{
    /// <summary>Notes how the rows are priced now, for undoing.</summary>
    Task KeepAsync(AdCreatorDbContext context, Guid reratingId, IReadOnlyList<UsageChange> changes, CancellationToken cancellationToken);

    /// <summary>Gives rows the cost, state, price and line items of their new state.</summary>
    /// <returns>How many rows still were as they were read: fewer than asked for means that somebody else changed one.</returns>
    Task<int> UpdateAsync(AdCreatorDbContext context, IReadOnlyList<UsageChange> changes, CancellationToken cancellationToken);
}
