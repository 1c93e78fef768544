using System.ComponentModel;
using System.Globalization;

namespace AdCreator.Core.Gemini;

/// <summary>A value that must not be printed: its text form is <c>***</c> in logs, exceptions, JSON and debuggers.</summary>
/// <remarks>Bound from configuration like a string. Only <see cref="Reveal"/> gives the value away.</remarks>
[TypeConverter(typeof(FromText))]
[System.Diagnostics.DebuggerDisplay("***")]
public sealed class Secret(string value)
{
    private readonly string value = value.Trim();

    /// <summary>Whether there is anything in it.</summary>
    public bool IsEmpty => value.Length == 0;

    /// <summary>The value itself, for the one place that sends it.</summary>
    public string Reveal() => value;

    /// <summary>The text with every occurrence of this secret replaced by <c>***</c>.</summary>
    public string RedactIn(string text) => IsEmpty ? text : text.Replace(value, ToString(), StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => "***";

    private sealed class FromText : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
            value is string text ? new Secret(text) : base.ConvertFrom(context, culture, value);
    }
}
