using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Brands;

// The names are compared inside SQL, which knows neither cultures nor comparers.
#pragma warning disable CA1304, CA1311, CA1862, MA0011

/// <summary>Finds rows by their names, in any case.</summary>
/// <remarks>
/// SQLite folds the case of ASCII letters only, so names are compared as they are and folded: "ÉCLAIR" finds itself on
/// both databases, and "éclair" as well on PostgreSQL.
/// </remarks>
internal static class NameSearch
{
    /// <summary>Rows whose name contains the text; all when it is blank.</summary>
    public static IQueryable<Brand> Containing(this IQueryable<Brand> brands, string search)
    {
        var (asTyped, folded) = PatternsOf(search);
        return asTyped == "%%"
            ? brands
            : brands.Where(b => EF.Functions.Like(b.Name, asTyped, "\\") || EF.Functions.Like(b.Name.ToLower(), folded, "\\"));
    }

    /// <inheritdoc cref="Containing(IQueryable{Brand}, string)"/>
    public static IQueryable<Product> Containing(this IQueryable<Product> products, string search)
    {
        var (asTyped, folded) = PatternsOf(search);
        return asTyped == "%%"
            ? products
            : products.Where(p => EF.Functions.Like(p.Name, asTyped, "\\") || EF.Functions.Like(p.Name.ToLower(), folded, "\\"));
    }

    /// <summary>Rows that bear this name, whatever the case.</summary>
    public static IQueryable<Brand> Called(this IQueryable<Brand> brands, string name)
    {
        var folded = Fold(name);
        return brands.Where(b => b.Name == name || b.Name.ToLower() == folded);
    }

    /// <inheritdoc cref="Called(IQueryable{Brand}, string)"/>
    public static IQueryable<Product> Called(this IQueryable<Product> products, string name)
    {
        var folded = Fold(name);
        return products.Where(p => p.Name == name || p.Name.ToLower() == folded);
    }

    /// <summary>Wildcards that a person types are looked for as themselves.</summary>
    private static (string AsTyped, string Folded) PatternsOf(string search)
    {
        var text = PlainText.Line(search)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
        return ($"%{text}%", $"%{Fold(text)}%");
    }

    private static string Fold(string text) => text.ToLower(CultureInfo.InvariantCulture);
}
