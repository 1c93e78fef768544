using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AdCreator.Core.Data;

/// <summary>The columns of an entity as the model maps them, so that a statement written by hand cannot forget a new one.</summary>
/// <remarks>Statements are built from names of the model alone; every value is a parameter.</remarks>
internal sealed class TableColumns<TEntity>
    where TEntity : class
{
    private static readonly ConditionalWeakTable<IModel, TableColumns<TEntity>> OfModels = [];

    private readonly Func<TEntity, object?>[] values;

    private TableColumns(IModel model)
    {
        var type = model.FindEntityType(typeof(TEntity))!;
        IProperty[] properties = [.. type.GetProperties()];
        Table = type.GetTableName()!;
        Names = [.. properties.Select(p => p.GetColumnName())];
        KeyNames = [.. type.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName())];
        StoreTypes = [.. properties.Select(p => p.GetRelationalTypeMapping().StoreTypeNameBase)];
        ClrTypes = [.. properties.Select(TypeOf)];
        NameList = string.Join(", ", Names);
        PlaceList = string.Join(", ", Enumerable.Range(1, Names.Count).Select(place => string.Create(CultureInfo.InvariantCulture, $"${place}")));
        var sums = Names.Except(KeyNames, StringComparer.Ordinal).Select(name => $"{name} = {Table}.{name} + excluded.{name}");
        OnConflictAdd = $"ON CONFLICT ({string.Join(", ", KeyNames)}) DO UPDATE SET {string.Join(", ", sums)}";
        values = [.. properties.Select(ValueOf)];
    }

    public string Table { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The columns of the primary key.</summary>
    public IReadOnlyList<string> KeyNames { get; }

    /// <summary>Type names without length or precision, such as <c>numeric</c>.</summary>
    public IReadOnlyList<string> StoreTypes { get; }

    /// <summary>The types of the values that the database takes; nullable where a column is.</summary>
    public IReadOnlyList<Type> ClrTypes { get; }

    /// <summary>The names in the order of <see cref="ValuesOf"/>.</summary>
    public string NameList { get; }

    /// <summary>A numbered parameter a column, as PostgreSQL writes them.</summary>
    public string PlaceList { get; }

    /// <summary>What follows an INSERT so that a row of the same key gets every other column added; for tables of sums.</summary>
    public string OnConflictAdd { get; }

    /// <summary>The columns of a model: looked up once.</summary>
    public static TableColumns<TEntity> Of(IModel model) => OfModels.GetValue(model, static m => new(m));

    /// <summary>The values of a row as the database stores them, null for NULL.</summary>
    public IEnumerable<object?> ValuesOf(TEntity row)
    {
        foreach (var value in values)
        {
            yield return value(row);
        }
    }

    /// <summary>One column's value of a row as the database stores it, null for NULL.</summary>
    public object? ValueOf(int column, TEntity row) => values[column](row);

    private static Func<TEntity, object?> ValueOf(IProperty property)
    {
        var getter = property.GetGetter();
        return property.GetTypeMapping().Converter?.ConvertToProvider is { } convert
            ? row => getter.GetClrValue(row) is { } value ? convert(value) : null
            : row => getter.GetClrValue(row);
    }

    private static Type TypeOf(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return property.IsNullable && type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
    }
}
