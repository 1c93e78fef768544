using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AdCreator.Core.Usage;

/// <summary>The columns of <c>token_usage</c> as the model maps them, so that a bulk insert cannot forget a new one.</summary>
/// <remarks>Statements are built from names of the model alone; every value is a parameter.</remarks>
internal sealed class UsageColumns
{
    private readonly IProperty[] properties;

    public UsageColumns(IModel model)
    {
        properties = [.. model.FindEntityType(typeof(UsageRecord))!.GetProperties()];
        Names = [.. properties.Select(p => p.GetColumnName())];
        StoreTypes = [.. properties.Select(p => p.GetRelationalTypeMapping().StoreTypeNameBase)];
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Type names without length or precision, such as <c>numeric</c>.</summary>
    public IReadOnlyList<string> StoreTypes { get; }

    /// <summary>The names in the order of <see cref="ValuesOf"/>.</summary>
    public string NameList => string.Join(", ", Names);

    /// <summary>
    /// What happens to a row that is there already: nothing, unless its cost is unknown and the new one is better known.
    /// The sweeper may have come before a late answer.
    /// </summary>
    public string OnConflict =>
        $"""
        ON CONFLICT (id) DO UPDATE SET {string.Join(", ", Names.Where(n => n != "id").Select(n => $"{n} = excluded.{n}"))}
        WHERE token_usage.cost_state = 'unknown' AND excluded.cost_state <> 'unknown'
        """;

    /// <summary>The values of a row as the database stores them, null for NULL.</summary>
    public IEnumerable<object?> ValuesOf(UsageRecord record)
    {
        foreach (var property in properties)
        {
            var value = property.GetGetter().GetClrValue(record);
            yield return value is null ? null : property.GetTypeMapping().Converter?.ConvertToProvider(value) ?? value;
        }
    }
}
