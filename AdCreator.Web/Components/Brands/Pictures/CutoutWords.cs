using AdCreator.Core.Brands.Pictures;
using AdCreator.Web.Components.Shared;

namespace AdCreator.Web.Components.Brands.Pictures;

/// <summary>What a cut-out's state is called.</summary>
internal static class CutoutWords
{
    public static string Of(CutoutState state) => state switch
    {
        CutoutState.Pending => "Cutting out …",
        CutoutState.Good => "We are sure of this cut-out",
        CutoutState.PleaseCheck => "Please check it",
        CutoutState.Confirmed => "Confirmed by a person",
        CutoutState.NeedsTransparentPicture => "Please upload a transparent PNG",
        CutoutState.Unavailable => "Cannot be cut out here",
        _ => "",
    };

    public static StatusTone ToneOf(CutoutState state) => state switch
    {
        CutoutState.Good or CutoutState.Confirmed => StatusTone.Good,
        CutoutState.PleaseCheck or CutoutState.Unavailable => StatusTone.Warning,
        CutoutState.NeedsTransparentPicture => StatusTone.Bad,
        _ => StatusTone.Progress,
    };
}
