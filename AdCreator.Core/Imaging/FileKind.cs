using System.Text;

namespace AdCreator.Core.Imaging;

/// <summary>Names what a file is from its first bytes, never from its name or declared type.</summary>
internal static class FileKind
{
    private const int SniffedBytes = 512;

    /// <summary>The kind in people's words, such as "a GIF"; null for the three that are taken.</summary>
    public static string? NameOfRefused(ReadOnlySpan<byte> file) => file switch
    {
        [] => "an empty file",
        _ when IsPng(file) || IsJpeg(file) || IsWebP(file) => null,
        _ when file.StartsWith("GIF8"u8) => "a GIF",
        _ when file.StartsWith("BM"u8) => "a BMP",
        _ when file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) => "a TIFF or camera raw file",
        _ when file.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]) => "a Windows icon (ICO)",
        _ when file.Length >= 12 && file[4..8].SequenceEqual("ftyp"u8) => NameOfContainer(file[8..12]),
        _ when file.StartsWith("8BPS"u8) => "a Photoshop file",
        _ when file.StartsWith("%PDF"u8) => "a PDF",
        _ when file.StartsWith("PK\u0003\u0004"u8) => "a ZIP archive or office document",
        _ => NameOfText(file),
    };

    public static bool IsPng(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    public static bool IsJpeg(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public static bool IsWebP(ReadOnlySpan<byte> file) => file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..12].SequenceEqual("WEBP"u8);

    private static string NameOfContainer(ReadOnlySpan<byte> brand) => Encoding.ASCII.GetString(brand) switch
    {
        "heic" or "heix" or "heim" or "heis" or "hevc" or "mif1" or "msf1" => "a HEIC (the format of iPhone photos)",
        "avif" or "avis" => "an AVIF",
        _ => "a video or another media container",
    };

    private static string NameOfText(ReadOnlySpan<byte> file)
    {
        var start = Encoding.UTF8.GetString(file[..Math.Min(file.Length, SniffedBytes)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (start.Contains("<svg", StringComparison.OrdinalIgnoreCase))
        {
            return "an SVG";
        }

        return start.StartsWith('<') ? "a web page or XML file" : "not a picture that we know";
    }
}
