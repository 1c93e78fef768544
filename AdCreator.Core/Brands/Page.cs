namespace AdCreator.Core.Brands;

/// <summary>One page of a list, with the count of the whole.</summary>
/// <param name="Items">The rows of this page.</param>
/// <param name="Total">Rows on all pages.</param>
/// <param name="Number">1-based number of this page.</param>
/// <param name="Size">Rows of a full page.</param>
public sealed record Page<TItem>(IReadOnlyList<TItem> Items, int Total, int Number, int Size)
{
    /// <summary>The most rows a page may have.</summary>
    public const int MaxSize = 200;

    /// <summary>Pages there are, at least 1.</summary>
    public int Count => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Search">Words of the name; blank for all.</param>
/// <param name="Number">1-based; lower values count as 1.</param>
/// <param name="Size">1 to <see cref="Page{TItem}.MaxSize"/>, brought into that range.</param>
public sealed record ListQuery(string Search = "", int Number = 1, int Size = 48)
{
    internal int Take => Math.Clamp(Size, 1, Page<object>.MaxSize);

    internal int Skip => (Math.Clamp(Number, 1, 100_000) - 1) * Take;

    internal Page<TItem> PageOf<TItem>(IReadOnlyList<TItem> items, int total) =>
        new(items, total, Math.Clamp(Number, 1, 100_000), Take);
}
