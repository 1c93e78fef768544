namespace AdCreator.Core.Brands;

/// <summary>The place after one row in the order of names.</summary>
/// <param name="Name">The row's name.</param>
/// <param name="Id">The row's id, which orders equal names.</param>
public sealed record NameCursor(string Name, Guid Id);

/// <summary>Rows from a place on.</summary>
/// <param name="Items">By name.</param>
/// <param name="Next">Where the next part begins; null on the last one.</param>
public sealed record ListPart<TItem>(IReadOnlyList<TItem> Items, NameCursor? Next);
