using System.Text.RegularExpressions;

namespace AdCreator.Core.Brands;

/// <summary>What a person fills in about a brand.</summary>
public sealed partial record BrandInput
{
    public const int MaxNameLength = 120;
    public const int MaxToneLength = 500;

    /// <summary>1 to 120 characters, unique in the organization whatever the case.</summary>
    public string Name { get; init; } = "";

    /// <summary>How the brand speaks, at most 500 characters; may be empty.</summary>
    public string Tone { get; init; } = "";

    /// <summary>Main colour as #RRGGBB.</summary>
    public string Color { get; init; } = "#1F4E5F";

    /// <summary>The input as it would be stored.</summary>
    public BrandInput Cleaned() => this with
    {
        Name = PlainText.Line(Name),
        Tone = PlainText.Lines(Tone),
        Color = PlainText.Line(Color).ToUpperInvariant(),
    };

    internal InputCheck Check()
    {
        var check = new InputCheck();
        check.Required(nameof(Name), Name, "A brand needs a name, such as the one on its packaging.");
        check.AtMost(nameof(Name), "A brand's name", Name, MaxNameLength);
        check.AtMost(nameof(Tone), "The tone", Tone, MaxToneLength);
        if (!HexColor().IsMatch(Color))
        {
            check.Add(nameof(Color), "The colour must be # and six hexadecimal digits, such as #1F4E5F.");
        }

        return check;
    }

    [GeneratedRegex("^#[0-9A-F]{6}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex HexColor();
}
