namespace AdCreator.Core.Imaging;

/// <summary>Turns a file that somebody gave into a picture this program made itself.</summary>
/// <remarks>
/// At most two are decoded at once; an upload waits 10 s for its turn and has 10 s for itself. A decoder that does not end
/// keeps its place until it does, so that hostile files cannot pile up.
/// </remarks>
public static class PictureDecoder
{
    private static readonly DecodingPlaces Places = new(2, TimeSpan.FromSeconds(10));

    /// <summary>For uploads: checks the header, decodes, sets upright, and encodes anew; a longer side above
    /// <see cref="PictureLimits.MaxKeptSide"/> is scaled down to it. Refused where time or places are short.</summary>
    public static Task<PictureCheck> CheckAsync(ReadOnlyMemory<byte> file, CancellationToken cancellationToken) =>
        Places.CheckAsync(file, cancellationToken);

    /// <summary>For pictures that a model made and that have been paid for: the same, but a loaded machine is waited for.</summary>
    public static Task<PictureCheck> ReadPaidAsync(ReadOnlyMemory<byte> file, CancellationToken cancellationToken) =>
        Places.ReadPaidAsync(file, cancellationToken);
}
