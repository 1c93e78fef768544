using System.Globalization;

namespace AdCreator.Web.Components.Shared;

/// <summary>Writes US dollars: two decimals, and for amounts under a cent two significant digits.</summary>
public static class MoneyText
{
    /// <summary>The amount as text in a culture's way of writing numbers, always with the sign <c>$</c>, such as <c>$1.10</c> or <c>$0.00034</c>.</summary>
    public static string Of(decimal usd, CultureInfo culture)
    {
        var sign = usd < 0 ? "−" : "";
        return $"{sign}${decimal.Round(Math.Abs(usd), Decimals(usd), MidpointRounding.AwayFromZero).ToString($"N{Decimals(usd)}", culture)}";
    }

    /// <summary>The same rounded down to the cent, for what is left: nobody is told of a cent that is not there.</summary>
    public static string Floor(decimal usd, CultureInfo culture) => Of(decimal.Floor(usd * 100) / 100, culture);

    /// <summary>The amount with every digit it has, such as <c>$0.000345</c>.</summary>
    public static string Exact(decimal usd) => string.Create(CultureInfo.InvariantCulture, $"${usd:0.00########}");

    private static int Decimals(decimal usd)
    {
        var rest = Math.Abs(usd);
        if (rest == 0 || rest >= 0.01m)
        {
            return 2;
        }

        var decimals = 2;
        while (rest < 0.1m && decimals < 10)
        {
            rest *= 10;
            decimals++;
        }

        return Math.Min(decimals, 10);
    }
}
