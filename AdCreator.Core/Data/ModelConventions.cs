using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AdCreator.Core.Data;

/// <summary>How money, instants and enumerations are stored, the same for every table.</summary>
internal static class ModelConventions
{
    public const string Sqlite = "Microsoft.EntityFrameworkCore.Sqlite";

    public static void Configure(ModelConfigurationBuilder builder, string? provider)
    {
        if (provider == Sqlite)
        {
            // SQLite has neither an exact decimal nor an instant that sorts: whole numbers are both.
            builder.Properties<decimal>().HaveConversion<MoneyAsInteger>();
            builder.Properties<DateTimeOffset>().HaveConversion<InstantAsTicks>();
            return;
        }

        builder.Properties<decimal>().HavePrecision(18, 10);
        builder.Properties<DateTimeOffset>().HaveConversion<InstantAsUtc>();
    }

    /// <summary>Enumerations are stored by their snake_case name and JSON as JSON, so that a row can be read without the program.</summary>
    public static void StoreReadably(ModelBuilder modelBuilder, string? provider)
    {
        var properties = modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties());
        foreach (var property in properties)
        {
            if (property.RemoveAnnotation(JsonColumn.Marker) is not null && provider != Sqlite)
            {
                property.SetColumnType("jsonb");
            }

            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type.IsEnum)
            {
                property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(EnumAsText<>).MakeGenericType(type))!);
                property.SetMaxLength(40);
            }
        }
    }

    /// <summary>Decimal dollars as a whole number of 10^-10 dollars: exact, and sums natively up to 922 million dollars.</summary>
    private sealed class MoneyAsInteger() : ValueConverter<decimal, long>(
        money => (long)(money * 10_000_000_000m),
        stored => stored / 10_000_000_000m);

    private sealed class InstantAsTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks,
        stored => new DateTimeOffset(stored, TimeSpan.Zero));

    /// <summary>PostgreSQL refuses instants with an offset.</summary>
    private sealed class InstantAsUtc() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        instant => instant.ToUniversalTime(),
        stored => stored);

    private sealed class EnumAsText<TEnum>() : ValueConverter<TEnum, string>(
        value => SnakeCase.Of(value),
        stored => SnakeCase.Parse<TEnum>(stored))
        where TEnum : struct, Enum;
}

/// <summary>The stored and displayed-in-exports spelling of enumeration names: <c>NoImage</c> is <c>no_image</c>.</summary>
public static class SnakeCase
{
    /// <summary>The snake_case name of a value, such as <c>no_image</c>.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.OfValues.GetValueOrDefault(value) ?? Name(value);

    /// <summary>The value that <see cref="Of"/> gave this name.</summary>
    /// <exception cref="ArgumentException">No value of <typeparamref name="TEnum"/> has that name.</exception>
    public static TEnum Parse<TEnum>(string name)
        where TEnum : struct, Enum => Names<TEnum>.ToValues.TryGetValue(name, out var value)
            ? value
            : Enum.Parse<TEnum>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>Spelled once: these are asked for several times a row.</summary>
    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly FrozenDictionary<TEnum, string> OfValues = Enum.GetValues<TEnum>().Distinct().ToFrozenDictionary(v => v, Name);

        public static readonly FrozenDictionary<string, TEnum> ToValues = OfValues.ToFrozenDictionary(n => n.Value, n => n.Key, StringComparer.Ordinal);
    }
}
