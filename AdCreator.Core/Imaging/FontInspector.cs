using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>Judges font files by their content, never by their name.</summary>
public static class FontInspector
{
    /// <summary>The most bytes a font may have.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private const string Needed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private const string TakeStatic = "Choose a single static TTF or OTF file, such as Brand-Bold.otf.";

    private const int MaxTables = 128;

    /// <summary>Reads the file with the very code that will draw with it: some fonts open and then draw nothing, silently.</summary>
    public static FontCheck Check(ReadOnlyMemory<byte> file)
    {
        if (file.Length > MaxBytes)
        {
            return TooManyBytes();
        }

        return RefusalOfKind(file.Span) ?? RefusalOfTables(file.Span) ?? Open(file.Span);
    }

    /// <summary>The answer to a file of more than <see cref="MaxBytes"/>.</summary>
    public static FontCheck.Refused TooManyBytes() =>
        new("The file is larger than 4 MB.", "Choose a font with fewer scripts, or have it reduced to the letters you need.");

    private static FontCheck.Refused? RefusalOfKind(ReadOnlySpan<byte> file)
    {
        var magic = file.Length < 12 ? 0 : BinaryPrimitives.ReadUInt32BigEndian(file);
        return magic switch
        {
            0x00010000 or 0x4F54544F or 0x74727565 => null,
            0x774F4646 => new("This is a WOFF font, which is made for web pages.", "Ask for the TTF or OTF of the same font and choose that."),
            0x774F4632 => new("This is a WOFF2 font, which is made for web pages.", "Ask for the TTF or OTF of the same font and choose that."),
            0x74746366 => new("This is a collection of several fonts (TTC).", TakeStatic),
            0x504B0304 => new("This is a ZIP file.", "Unpack it and choose one TTF or OTF file in it."),
            0x25215053 or 0x80010000 => new("This is a PostScript Type 1 font.", "Ask for the OTF of the same font and choose that."),
            _ when (magic & 0xFFFF0000) == 0x80010000 => new("This is a PostScript Type 1 font.", "Ask for the OTF of the same font and choose that."),
            _ => new("This file is no font: it does not begin like a TTF or OTF file.", "Choose a file that ends in .ttf or .otf."),
        };
    }

    private static FontCheck.Refused? RefusalOfTables(ReadOnlySpan<byte> file)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(file[4..]);
        if (count is 0 or > MaxTables || file.Length < 12 + (count * 16))
        {
            return Damaged();
        }

        for (var i = 0; i < count; i++)
        {
            var record = file.Slice(12 + (i * 16), 16);
            var (offset, length) = (BinaryPrimitives.ReadUInt32BigEndian(record[8..]), BinaryPrimitives.ReadUInt32BigEndian(record[12..]));
            if (offset + (long)length > file.Length)
            {
                return Damaged();
            }

            if (Encoding.ASCII.GetString(record[..4]) is "fvar")
            {
                return new FontCheck.Refused("This is a variable font: its weight is not fixed.", TakeStatic);
            }
        }

        return null;
    }

    private static FontCheck Open(ReadOnlySpan<byte> file)
    {
        using var data = SKData.CreateCopy(file);
        using var typeface = SKTypeface.FromData(data);
        if (typeface is not { GlyphCount: > 0 })
        {
            return Damaged();
        }

        using var font = new SKFont(typeface, 48);
        if (Needed.FirstOrDefault(letter => !font.ContainsGlyph(letter)) is not '\0' and var missing)
        {
            return new FontCheck.Refused($"The font has no “{missing}”: it lacks Latin letters or digits.", "Choose a font with A to Z, a to z and 0 to 9.");
        }

        using var outline = font.GetTextPath(Needed, SKPoint.Empty);
        return font.MeasureText(Needed) > 0 && outline is { IsEmpty: false, TightBounds.Width: > 0 }
            ? new FontCheck.Accepted(NameOf(typeface), StyleOf(typeface))
            : new FontCheck.Refused("The font's letters have no outline: nothing would be drawn.", "Choose a font with outlines; bitmap and emoji fonts cannot be used.");
    }

    private static FontCheck.Refused Damaged() =>
        new("The font is damaged: it cannot be read to its end.", "Export or download it again and choose the new file.");

    private static string NameOf(SKTypeface typeface) => Clip(typeface.FamilyName is { Length: > 0 } name ? name : "Unnamed", 120);

    private static string StyleOf(SKTypeface typeface)
    {
        var weight = typeface.FontWeight switch
        {
            < 150 => "Thin",
            < 250 => "ExtraLight",
            < 350 => "Light",
            < 450 => "Regular",
            < 550 => "Medium",
            < 650 => "SemiBold",
            < 750 => "Bold",
            < 850 => "ExtraBold",
            _ => "Black",
        };
        return typeface.IsItalic ? $"{weight} Italic" : weight;
    }

    /// <summary>Names come from the file: control characters would break lists and logs.</summary>
    private static string Clip(string name, int length)
    {
        var plain = new string([.. name.Where(c => !char.IsControl(c))]).Trim();
        return plain.Length == 0 ? "Unnamed" : plain.Length <= length ? plain : plain[..length];
    }
}
