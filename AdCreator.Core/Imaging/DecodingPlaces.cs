namespace AdCreator.Core.Imaging;

/// <summary>Where pictures are decoded, a few at once.</summary>
/// <param name="atOnce">How many.</param>
/// <param name="patience">How long an upload waits for its turn, and then for its picture.</param>
internal sealed class DecodingPlaces(int atOnce, TimeSpan patience) : IDisposable
{
    private readonly SemaphoreSlim places = new(atOnce);

    /// <summary>See <see cref="PictureDecoder.CheckAsync"/>.</summary>
    public async Task<PictureCheck> CheckAsync(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        if (PictureInspector.FindRefusal(file) is { } refusal)
        {
            return refusal;
        }

        if (!await places.WaitAsync(patience, cancellationToken))
        {
            return new PictureCheck.Refused("Too many pictures are being read at this moment.", "Choose the file again in a few seconds.");
        }

        try
        {
            return await StartDecoding(file).WaitAsync(patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new PictureCheck.Refused(
                $"The picture takes longer than {patience.TotalSeconds:0} seconds to decode.", "Save it again as an ordinary JPEG or PNG and choose the new file.");
        }
    }

    /// <summary>See <see cref="PictureDecoder.ReadPaidAsync"/>.</summary>
    public async Task<PictureCheck> ReadPaidAsync(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        if (PictureInspector.FindRefusal(file) is { } refusal)
        {
            return refusal;
        }

        await places.WaitAsync(cancellationToken);
        return await StartDecoding(file).WaitAsync(cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => places.Dispose();

    /// <summary>Decodes in a place that the caller took; it is free again when the decoder has ended, whoever still waits for it.</summary>
    private Task<PictureCheck> StartDecoding(ReadOnlyMemory<byte> file)
    {
        var decoding = Task.Run(() => Decode(file), CancellationToken.None);
        _ = decoding.ContinueWith(_ => places.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return decoding;
    }

    private static PictureCheck Decode(ReadOnlyMemory<byte> file)
    {
        using var bitmap = PicturePixels.Decode(file, PictureLimits.MaxKeptSide);
        return bitmap is null
            ? new PictureCheck.Refused("The picture is damaged or cut off: it cannot be decoded.", "Open it in a picture program, save it again and choose the new file.")
            : new PictureCheck.Accepted(PicturePixels.Encode(bitmap));
    }
}
