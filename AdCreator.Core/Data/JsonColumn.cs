using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AdCreator.Core.Data;

/// <summary>Stores a value as JSON in one column: <c>jsonb</c> on PostgreSQL, text on SQLite.</summary>
public static class JsonColumn
{
    /// <summary>Web defaults: camelCase names, case-insensitive on reading.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Maps a property to a JSON column. The value is compared and copied by its JSON text.</summary>
    public static PropertyBuilder<TValue> IsJson<TValue>(this PropertyBuilder<TValue> property)
    {
        property.HasConversion(
            new ValueConverter<TValue, string>(
                value => JsonSerializer.Serialize(value, Options),
                text => JsonSerializer.Deserialize<TValue>(text, Options)!),
            new ValueComparer<TValue>(
                (a, b) => JsonSerializer.Serialize(a, Options) == JsonSerializer.Serialize(b, Options),
                value => JsonSerializer.Serialize(value, Options).GetHashCode(StringComparison.Ordinal),
                value => JsonSerializer.Deserialize<TValue>(JsonSerializer.Serialize(value, Options), Options)!));
        property.HasAnnotation(Marker, true);
        return property;
    }

    internal const string Marker = "AdCreator:Json";
}
