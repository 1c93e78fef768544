using AdCreator.Core.Imaging.Designs;

namespace AdCreator.Core.Imaging;

/// <summary>The finished ad, or why there is none.</summary>
public abstract record ComposedAd
{
    private ComposedAd()
    {
    }

    /// <summary>The ad as a file.</summary>
    /// <param name="Picture">Exactly the ordered size.</param>
    /// <param name="Geometry">Where everything stands.</param>
    /// <param name="Notes">What was changed in the copy, for people, such as emoji left out.</param>
    public sealed record Composed(EncodedPicture Picture, AdGeometry Geometry, IReadOnlyList<string> Notes) : ComposedAd
    {
        /// <summary>What the text block covers.</summary>
        public PixelBox TextBox => Geometry.Text;

        /// <summary>Lowest contrast of text against the tiles beneath it, 1 to 21; at least <see cref="Imaging.Contrast.Minimum"/>.</summary>
        public double Contrast => Geometry.Contrast;

        /// <summary>JPEG quality, 60 to 92; 100 for PNG.</summary>
        public int Quality { get; init; } = 92;

        /// <summary>Fingerprint of the pixels, see <see cref="PictureHash"/>.</summary>
        public ulong Hash { get; init; }
    }

    /// <summary>The ad cannot be put together as ordered.</summary>
    /// <param name="Reason">What is in the way, for people.</param>
    /// <param name="Remedy">What would be right.</param>
    /// <param name="Cause">For programs.</param>
    public sealed record Refused(string Reason, string Remedy, RefusalCause Cause = RefusalCause.Other) : ComposedAd;

    /// <summary>This shape needs a picture of its own: a crop of the scene would cut the product.</summary>
    /// <param name="Reason">Why, for people.</param>
    public sealed record NeedsOwnPicture(string Reason) : ComposedAd;
}

/// <summary>Why an ad could not be put together.</summary>
public enum RefusalCause
{
    Other = 1,

    /// <summary>The headline cannot be set in readable type.</summary>
    NoRoom,

    /// <summary>Characters that no font draws, or no words at all.</summary>
    Words,

    /// <summary>A picture cannot be decoded.</summary>
    Picture,

    /// <summary>Even the least quality is above the cap.</summary>
    TooManyBytes,
}
