using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Gemini;
using AdCreator.Core.Imaging;

namespace AdCreator.Core.Ads.Versions;

/// <summary>Takes what a person typed and drew into an ad's text layer.</summary>
public static class EditCheck
{
    /// <summary>Most letters of the offer line.</summary>
    public const int MaxOfferLength = 120;

    /// <summary>Most letters of a copy field or the alternative text.</summary>
    public const int MaxCopyLength = 5000;

    /// <summary>Without control characters, line breaks and blanks around.</summary>
    public static AdDesign Clean(AdDesign design) => design with
    {
        Headline = Line(design.Headline),
        Offer = Line(design.Offer),
        AltText = Line(design.AltText),
        Language = Line(design.Language),
        Copy = design.Copy.Where(c => !string.IsNullOrWhiteSpace(c.Value)).ToDictionary(c => c.Key, c => PromptText.Clean(c.Value).Trim(), StringComparer.Ordinal),
    };

    /// <summary>What cannot stay as it is; null when all can.</summary>
    public static EditResult.Invalid? FindProblem(AdDesign design)
    {
        if (design.Headline is { } headline && headline.Length is < 1 or > HookStep.MaxTextLength)
        {
            return new EditResult.Invalid(nameof(AdDesign.Headline), $"A headline has 1 to {HookStep.MaxTextLength} letters; this one has {design.Headline!.Length}.");
        }

        if (design.Offer?.Length > MaxOfferLength)
        {
            return new EditResult.Invalid(nameof(AdDesign.Offer), $"The offer line has at most {MaxOfferLength} letters; this one has {design.Offer.Length}.");
        }

        if (design.AltText?.Length > MaxCopyLength || design.Copy.Any(c => c.Value.Length > MaxCopyLength || c.Key.Length > 60) || design.Copy.Count > 40)
        {
            return new EditResult.Invalid(nameof(AdDesign.Copy), $"Each text beside the picture has at most {MaxCopyLength} letters.");
        }

        if (design.Language?.Length > 20)
        {
            return new EditResult.Invalid(nameof(AdDesign.Language), "Name the language by its tag, such as de or pt-BR.");
        }

        return design.TextBoxes.Count > 80 || design.TextBoxes.Any(b => !IsInside(b.Value)) || design.Focus is { } focus && !(IsPart(focus.X) && IsPart(focus.Y))
            ? new EditResult.Invalid("TextBox", "The text must lie inside the picture and be at least a twentieth of it wide and high.")
            : null;
    }

    private static bool IsInside(RelativeBox box) =>
        IsPart(box.Left) && IsPart(box.Top) && box.Width >= 0.05 && box.Height >= 0.05 && box.Left + box.Width <= 1.0001 && box.Top + box.Height <= 1.0001;

    private static bool IsPart(double value) => value is >= 0 and <= 1;

    private static string? Line(string? text) => text is null ? null : PromptText.Clean(text).ReplaceLineEndings(" ").Trim();
}
