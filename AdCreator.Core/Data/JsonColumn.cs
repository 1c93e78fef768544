using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AdCreator.Core.Data;

/// <summary>Stores a value as JSON in one column: <c>jsonb</c> on PostgreSQL, text on SQLite.</summary>
public static class JsonColumn
{
    /// <summary>Web defaults: camelCase names, case-insensitive on reading.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The same, leaving out what has the default of its type: for many columns' worth of mostly zeros.</summary>
    public static readonly JsonSerializerOptions Sparse = new(Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>Maps a property to a JSON column. The value is compared and copied by its JSON text.</summary>
    public static PropertyBuilder<TValue> IsJson<TValue>(this PropertyBuilder<TValue> property) => property.IsJson(Options);

    /// <summary>The same with other options.</summary>
    public static PropertyBuilder<TValue> IsJson<TValue>(this PropertyBuilder<TValue> property, JsonSerializerOptions options)
    {
        property.HasConversion(
            new ValueConverter<TValue, string>(
                value => JsonSerializer.Serialize(value, options),
                text => JsonSerializer.Deserialize<TValue>(text, options)!),
            new ValueComparer<TValue>(
                (a, b) => JsonSerializer.Serialize(a, options) == JsonSerializer.Serialize(b, options),
                value => JsonSerializer.Serialize(value, options).GetHashCode(StringComparison.Ordinal),
                value => JsonSerializer.Deserialize<TValue>(JsonSerializer.Serialize(value, options), options)!));
        property.HasAnnotation(Marker, true);
        return property;
    }

    internal const string Marker = "AdCreator:Json";
}
