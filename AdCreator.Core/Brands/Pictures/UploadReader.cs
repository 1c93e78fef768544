using AdCreator.Core.Imaging;

namespace AdCreator.Core.Brands.Pictures;

/// <summary>Reads what a browser sends, no further than a picture may be long.</summary>
internal static class UploadReader
{
    /// <summary>The whole upload; null as soon as it is longer than <see cref="PictureLimits.MaxBytes"/>.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream upload, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        var part = new byte[1 << 16];
        int count;
        while ((count = await upload.ReadAsync(part, cancellationToken)) > 0)
        {
            if (file.Length + count > PictureLimits.MaxBytes)
            {
                return null;
            }

            file.Write(part, 0, count);
        }

        return file.GetBuffer().AsMemory(0, (int)file.Length);
    }
}
