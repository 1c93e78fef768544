namespace AdCreator.Web.Components.Ads.Reviewing;

/// <summary>What is open on the desk beside the ad itself.</summary>
public enum DeskPanel
{
    None,
    Reject,
    Edit,

    /// <summary>A change of the picture is described.</summary>
    Change,

    /// <summary>Another picture is about to be paid for.</summary>
    Regenerate,
    Compare,
}
