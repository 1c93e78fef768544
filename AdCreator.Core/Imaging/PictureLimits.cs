namespace AdCreator.Core.Imaging;

/// <summary>What an uploaded picture may measure. Read from its header, before a pixel is decoded.</summary>
public static class PictureLimits
{
    /// <summary>Bytes of the file as it was given: 10 MB.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Width times height: a file of 48 KB can claim 400 million pixels.</summary>
    public const long MaxPixels = 40_000_000;

    /// <summary>Pixels of the longer side.</summary>
    public const int MaxSide = 12_000;

    /// <summary>Longer side of a kept picture: twice what the largest ad needs, and 67 MB of pixels at most.</summary>
    public const int MaxKeptSide = 4096;

    /// <summary>Pixels of the shorter side: below it there is nothing to see.</summary>
    public const int MinSide = 16;

    /// <summary>Longer side of a picture sent to a model: more costs tokens and shows it nothing new.</summary>
    public const int ModelSide = 1536;
}
