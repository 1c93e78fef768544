using System.Buffers.Binary;
using System.Globalization;
using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>Reads a picture's header and refuses what must not be decoded.</summary>
public static class PictureInspector
{
    private const string Takes = "Save or export it as PNG, JPEG or WebP and choose that file.";

    /// <summary>Why the file is not taken, judged by its header alone; null when it may be decoded.</summary>
    public static PictureCheck.Refused? FindRefusal(ReadOnlyMemory<byte> file)
    {
        if (FileKind.NameOfRefused(file.Span) is { } kind)
        {
            return new PictureCheck.Refused($"This file is {kind}; pictures must be PNG, JPEG or WebP.", Takes);
        }

        if (file.Length > PictureLimits.MaxBytes)
        {
            return TooManyBytes();
        }

        using var data = SKData.CreateCopy(file.Span);
        using var codec = SKCodec.Create(data);
        if (codec is null)
        {
            return new PictureCheck.Refused("The picture is damaged: its header cannot be read.", "Open it in a picture program, save it again and choose the new file.");
        }

        return RefusalOf(codec, file.Span);
    }

    /// <summary>The answer to a file that is larger than <see cref="PictureLimits.MaxBytes"/>.</summary>
    public static PictureCheck.Refused TooManyBytes() =>
        new("The file is larger than 10 MB.", "Choose a smaller one, or save it as JPEG with a lower quality.");

    private static PictureCheck.Refused? RefusalOf(SKCodec codec, ReadOnlySpan<byte> file)
    {
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (Math.Max(width, height) > PictureLimits.MaxSide)
        {
            return new PictureCheck.Refused(
                Invariant($"The picture measures {width:N0} x {height:N0} pixels; no side may be longer than {PictureLimits.MaxSide:N0}."),
                "Scale it down, 4,000 pixels are plenty, and choose the new file.");
        }

        if ((long)width * height > PictureLimits.MaxPixels)
        {
            return new PictureCheck.Refused(
                Invariant($"The picture has {(long)width * height / 1_000_000d:N0} megapixels; up to {PictureLimits.MaxPixels / 1_000_000} are taken."),
                "Scale it down, 4,000 pixels on the longer side are plenty, and choose the new file.");
        }

        if (Math.Min(width, height) < PictureLimits.MinSide)
        {
            return new PictureCheck.Refused(
                Invariant($"The picture measures {width:N0} x {height:N0} pixels; there is nothing to see."),
                "Choose a picture of at least 600 x 600 pixels.");
        }

        return codec.FrameCount > 1 || IsAnimatedPng(file)
            ? new PictureCheck.Refused("The picture is animated; ads are made from still pictures.", "Save one frame as PNG or JPEG and choose that file.")
            : null;
    }

    /// <summary>An animated PNG has an <c>acTL</c> chunk before its first picture data.</summary>
    private static bool IsAnimatedPng(ReadOnlySpan<byte> file)
    {
        if (!FileKind.IsPng(file))
        {
            return false;
        }

        var at = 8;
        while (at + 12 <= file.Length)
        {
            var type = file.Slice(at + 4, 4);
            if (type.SequenceEqual("acTL"u8))
            {
                return true;
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (type.SequenceEqual("IDAT"u8) || length > file.Length)
            {
                return false;
            }

            at += 12 + (int)length;
        }

        return false;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
