using System.Globalization;

namespace AdCreator.Core.Brands;

/// <summary>A currency that prices can be in.</summary>
/// <param name="Code">ISO 4217 code.</param>
/// <param name="Name">For people.</param>
/// <param name="Symbol">As ads show it, before the amount.</param>
/// <param name="Digits">Decimals of the currency (ISO 4217 minor unit).</param>
public sealed record Currency(string Code, string Name, string Symbol, int Digits)
{
    /// <summary>Every currency on offer, the most used first.</summary>
    public static IReadOnlyList<Currency> All { get; } =
    [
        new("USD", "US dollar", "$", 2),
        new("EUR", "Euro", "€", 2),
        new("GBP", "Pound sterling", "£", 2),
        new("JPY", "Japanese yen", "¥", 0),
        new("AUD", "Australian dollar", "A$", 2),
        new("BRL", "Brazilian real", "R$", 2),
        new("CAD", "Canadian dollar", "CA$", 2),
        new("CHF", "Swiss franc", "CHF ", 2),
        new("CNY", "Chinese yuan", "CN¥", 2),
        new("CZK", "Czech koruna", "CZK ", 2),
        new("DKK", "Danish krone", "DKK ", 2),
        new("HUF", "Hungarian forint", "HUF ", 2),
        new("ILS", "Israeli new shekel", "₪", 2),
        new("INR", "Indian rupee", "₹", 2),
        new("KRW", "South Korean won", "₩", 0),
        new("MXN", "Mexican peso", "MX$", 2),
        new("NOK", "Norwegian krone", "NOK ", 2),
        new("NZD", "New Zealand dollar", "NZ$", 2),
        new("PLN", "Polish złoty", "PLN ", 2),
        new("SEK", "Swedish krona", "SEK ", 2),
        new("SGD", "Singapore dollar", "S$", 2),
        new("TRY", "Turkish lira", "TRY ", 2),
        new("ZAR", "South African rand", "R ", 2),
    ];

    /// <summary>The currency of a code, or null.</summary>
    public static Currency? Find(string code) => All.FirstOrDefault(c => c.Code == code);

    /// <summary>A price as ads show it, such as "$24.00" or "¥2,400".</summary>
    public string Format(decimal price) => Symbol + price.ToString($"N{Digits}", CultureInfo.InvariantCulture);
}
