using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>US dollars in JSON: an exact decimal as a string such as "0.0391", because many readers make a binary fraction of a number.</summary>
/// <param name="Amount">Dollars, exact to 10^-10.</param>
[JsonConverter(typeof(UsdJson))]
public readonly record struct Usd(decimal Amount)
{
    /// <summary>A point, no grouping, no zeros at the end.</summary>
    public override string ToString() => Amount.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>The amount, or null where none is known.</summary>
    public static Usd? Of(decimal? amount) => amount is { } known ? new Usd(known) : null;
}

/// <summary>Writes and reads <see cref="Usd"/> as a string.</summary>
public sealed class UsdJson : JsonConverter<Usd>
{
    /// <inheritdoc />
    public override Usd Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        decimal.TryParse(reader.GetString(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            ? new Usd(amount)
            : throw new JsonException("A decimal as a string is expected, such as \"0.0391\".");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Usd value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
