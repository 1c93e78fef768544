namespace AdCreator.Core.Brands;

// The names are compared inside SQL, which knows neither cultures nor comparers: by the collation that also orders them.
#pragma warning disable CA1309, CA1310, MA0001, MA0074

/// <summary>The order of lists by name, and a place in it: where rows come and go, a place stays right and a page number does not.</summary>
internal static class NameOrder
{
    /// <summary>Brands by name, from just after a place on.</summary>
    public static IQueryable<Brand> ByName(this IQueryable<Brand> brands, NameCursor? after)
    {
        if (after is var (name, id))
        {
            brands = brands.Where(b => string.Compare(b.Name, name) > 0 || (b.Name == name && b.Id > id));
        }

        return brands.OrderBy(b => b.Name).ThenBy(b => b.Id);
    }

    /// <inheritdoc cref="ByName(IQueryable{Brand}, NameCursor?)"/>
    public static IQueryable<Product> ByName(this IQueryable<Product> products, NameCursor? after)
    {
        if (after is var (name, id))
        {
            products = products.Where(p => string.Compare(p.Name, name) > 0 || (p.Name == name && p.Id > id));
        }

        return products.OrderBy(p => p.Name).ThenBy(p => p.Id);
    }

    /// <summary>The first rows of one more than were wanted, and the place after them when there are more.</summary>
    public static ListPart<TItem> PartOf<TItem>(this IReadOnlyList<TItem> rows, int size, Func<TItem, NameCursor> cursor) =>
        rows.Count > size ? new([.. rows.Take(size)], cursor(rows[size - 1])) : new(rows, null);
}
