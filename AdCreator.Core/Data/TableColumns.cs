using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AdCreator.Core.Data;

/// <summary>The columns of an entity as the model maps them, so that a statement written by hand cannot forget a new one.</summary>
/// <remarks>Statements are built from names of the model alone; every value is a parameter.</remarks>
internal sealed class TableColumns<TEntity>
    where TEntity : class
{
    private readonly IProperty[] properties;

    public TableColumns(IModel model)
    {
        var type = model.FindEntityType(typeof(TEntity))!;
        properties = [.. type.GetProperties()];
        Table = type.GetTableName()!;
        Names = [.. properties.Select(p => p.GetColumnName())];
        KeyNames = [.. type.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName())];
        StoreTypes = [.. properties.Select(p => p.GetRelationalTypeMapping().StoreTypeNameBase)];
    }

    public string Table { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The columns of the primary key.</summary>
    public IReadOnlyList<string> KeyNames { get; }

    /// <summary>Type names without length or precision, such as <c>numeric</c>.</summary>
    public IReadOnlyList<string> StoreTypes { get; }

    /// <summary>The names in the order of <see cref="ValuesOf"/>.</summary>
    public string NameList => string.Join(", ", Names);

    /// <summary>The values of a row as the database stores them, null for NULL.</summary>
    public IEnumerable<object?> ValuesOf(TEntity row)
    {
        foreach (var property in properties)
        {
            var value = property.GetGetter().GetClrValue(row);
            yield return value is null ? null : property.GetTypeMapping().Converter?.ConvertToProvider(value) ?? value;
        }
    }
}
