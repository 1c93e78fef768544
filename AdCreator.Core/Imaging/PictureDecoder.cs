namespace AdCreator.Core.Imaging;

/// <summary>Turns a file that somebody gave into a picture this program made itself.</summary>
/// <remarks>
/// At most two are decoded at once, each within 10 s. A decoder that does not end keeps its place until it does, so
/// that hostile files cannot pile up.
/// </remarks>
public static class PictureDecoder
{
    private const int AtOnce = 2;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly SemaphoreSlim Places = new(AtOnce);

    /// <summary>Checks the header, decodes, sets upright, and encodes anew; a longer side above
    /// <see cref="PictureLimits.MaxKeptSide"/> is scaled down to it.</summary>
    public static async Task<PictureCheck> CheckAsync(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        if (PictureInspector.FindRefusal(file) is { } refusal)
        {
            return refusal;
        }

        if (!await Places.WaitAsync(Limit, cancellationToken))
        {
            return new PictureCheck.Refused("Too many pictures are being read at this moment.", "Choose the file again in a few seconds.");
        }

        var decoding = Task.Run(() => Decode(file), CancellationToken.None);
        _ = decoding.ContinueWith(_ => Places.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            return await decoding.WaitAsync(Limit, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new PictureCheck.Refused("The picture takes longer than 10 seconds to decode.", "Save it again as an ordinary JPEG or PNG and choose the new file.");
        }
    }

    private static PictureCheck Decode(ReadOnlyMemory<byte> file)
    {
        using var bitmap = PicturePixels.Decode(file, PictureLimits.MaxKeptSide);
        return bitmap is null
            ? new PictureCheck.Refused("The picture is damaged or cut off: it cannot be decoded.", "Open it in a picture program, save it again and choose the new file.")
            : new PictureCheck.Accepted(PicturePixels.Encode(bitmap));
    }
}
