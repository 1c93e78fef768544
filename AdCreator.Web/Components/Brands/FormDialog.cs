using MudBlazor;

namespace AdCreator.Web.Components.Brands;

/// <summary>How dialogs with a form look: as wide as a form reads well, closed by Escape, not by a stray click.</summary>
internal static class FormDialog
{
    public static DialogOptions Options { get; } = new()
    {
        MaxWidth = MaxWidth.Small,
        FullWidth = true,
        CloseOnEscapeKey = true,
        CloseButton = true,
        BackdropClick = false,
    };

    public static DialogOptions Wide { get; } = Options with { MaxWidth = MaxWidth.Medium };
}
