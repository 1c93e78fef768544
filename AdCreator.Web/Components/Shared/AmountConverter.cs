using System.Globalization;
using MudBlazor;
using MudBlazor.Utilities.Exceptions;

namespace AdCreator.Web.Components.Shared;

/// <summary>Amounts of money as a person types them, without group separators: 1,5 must not become 15.</summary>
/// <param name="format">How an amount is shown, such as <c>0.##</c>.</param>
public sealed class AmountConverter(string format) : IReversibleConverter<decimal?, string?>
{
    /// <inheritdoc />
    public string? Convert(decimal? input) => input?.ToString(format, CultureInfo.CurrentCulture);

    /// <inheritdoc />
    /// <exception cref="ConversionException">The text is no amount.</exception>
    public decimal? ConvertBack(string? input) => string.IsNullOrWhiteSpace(input) ? null
        : TryParse(input, CultureInfo.CurrentCulture, out var amount) ? amount
        : throw new ConversionException("Converter_InvalidNumber");

    /// <summary>Reads an amount; false when the text is none, or has group separators.</summary>
    public static bool TryParse(string text, CultureInfo culture, out decimal amount) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, culture, out amount);
}
