namespace AdCreator.Core.Imaging;

/// <summary>Whether a file that somebody gave is a picture this product takes.</summary>
public abstract record PictureCheck
{
    private PictureCheck()
    {
    }

    /// <summary>The picture, encoded anew: upright, sRGB, without metadata. Only these bytes may be kept.</summary>
    public sealed record Accepted(EncodedPicture Picture) : PictureCheck;

    /// <summary>The file is not taken.</summary>
    /// <param name="Reason">What the file is or what is wrong with it, for people.</param>
    /// <param name="Remedy">What would be right.</param>
    public sealed record Refused(string Reason, string Remedy) : PictureCheck;
}
