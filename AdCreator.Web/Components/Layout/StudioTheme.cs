using MudBlazor;

namespace AdCreator.Web.Components.Layout;

/// <summary>Shape and type of the one theme. Colours stand in <c>wwwroot/theme.css</c>, light and dark together.</summary>
public static class StudioTheme
{
    private static readonly string[] Text = ["Inter", "system-ui", "sans-serif"];
    private static readonly string[] Display = ["Inter Display", "Inter", "system-ui", "sans-serif"];

    /// <summary>The theme of every page.</summary>
    public static MudTheme Theme { get; } = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Text, FontSize = "0.9375rem", LineHeight = "1.55", LetterSpacing = "0" },
            H1 = new H1Typography { FontFamily = Display, FontSize = "2rem", FontWeight = "600", LineHeight = "1.2", LetterSpacing = "-0.02em" },
            H2 = new H2Typography { FontFamily = Display, FontSize = "1.5rem", FontWeight = "600", LineHeight = "1.25", LetterSpacing = "-0.015em" },
            H3 = new H3Typography { FontFamily = Display, FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "-0.01em" },
            H4 = new H4Typography { FontFamily = Text, FontSize = "1.0625rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "0" },
            H5 = new H5Typography { FontFamily = Text, FontSize = "0.9375rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "0" },
            H6 = new H6Typography { FontFamily = Text, FontSize = "0.875rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "0" },
            Subtitle1 = new Subtitle1Typography { FontFamily = Text, FontSize = "1rem", FontWeight = "500", LineHeight = "1.5", LetterSpacing = "0" },
            Subtitle2 = new Subtitle2Typography { FontFamily = Text, FontSize = "0.875rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "0" },
            Body1 = new Body1Typography { FontFamily = Text, FontSize = "0.9375rem", LineHeight = "1.55", LetterSpacing = "0" },
            Body2 = new Body2Typography { FontFamily = Text, FontSize = "0.875rem", LineHeight = "1.5", LetterSpacing = "0" },
            Button = new ButtonTypography { FontFamily = Text, FontSize = "0.9375rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "0", TextTransform = "none" },
            Caption = new CaptionTypography { FontFamily = Text, FontSize = "0.8125rem", LineHeight = "1.45", LetterSpacing = "0" },
            Overline = new OverlineTypography { FontFamily = Text, FontSize = "0.8125rem", FontWeight = "500", LineHeight = "1.5", LetterSpacing = "0", TextTransform = "none" },
        },
    };
}
