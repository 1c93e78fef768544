using System.Buffers.Binary;
using System.Text;

namespace AdCreator.Core.Imaging.Encoders;

/// <summary>Puts an XMP packet into a JPEG or PNG file that this program encoded, and reads it again. No other metadata is written.</summary>
public static class PictureMetadata
{
    private const string PngKeyword = "XML:com.adobe.xmp";

    private static readonly byte[] JpegHeader = "http://ns.adobe.com/xap/1.0/\0"u8.ToArray();

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    /// <summary>The file with the packet: in APP1 after the JFIF header, or in an iTXt chunk after the PNG header.</summary>
    public static byte[] Write(ReadOnlySpan<byte> file, XmpPacket packet)
    {
        var text = Encoding.UTF8.GetBytes(packet.Serialize());
        if (FileKind.IsPng(file))
        {
            const int AfterHeader = 8 + 25;
            return Insert(file, AfterHeader, PngChunk([.. Encoding.Latin1.GetBytes(PngKeyword), 0, 0, 0, 0, 0, .. text]));
        }

        if (!FileKind.IsJpeg(file))
        {
            throw new ArgumentException("The file is neither JPEG nor PNG.", nameof(file));
        }

        byte[] segment = [0xFF, 0xE1, 0, 0, .. JpegHeader, .. text];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), checked((ushort)(segment.Length - 2)));
        var afterJfif = file[3] == 0xE0 ? 4 + BinaryPrimitives.ReadUInt16BigEndian(file[4..]) : 2;
        return Insert(file, afterJfif, segment);
    }

    /// <summary>The packet of a JPEG or PNG file; null without one.</summary>
    public static XmpPacket? Read(ReadOnlySpan<byte> file)
    {
        var packet = FileKind.IsPng(file) ? FindInPng(file) : FileKind.IsJpeg(file) ? FindInJpeg(file) : null;
        return packet is null ? null : XmpPacket.Parse(packet);
    }

    private static string? FindInJpeg(ReadOnlySpan<byte> file)
    {
        var at = 2;
        while (at + 4 <= file.Length && file[at] == 0xFF && file[at + 1] is not (0xDA or 0xD9))
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (at + 2 + length > file.Length)
            {
                return null;
            }

            var segment = file.Slice(at + 4, length - 2);
            if (file[at + 1] == 0xE1 && segment.StartsWith(JpegHeader))
            {
                return Encoding.UTF8.GetString(segment[JpegHeader.Length..]);
            }

            at += 2 + length;
        }

        return null;
    }

    private static string? FindInPng(ReadOnlySpan<byte> file)
    {
        var at = 8;
        while (at + 12 <= file.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12)
            {
                return null;
            }

            var content = file.Slice(at + 8, (int)length);
            var start = PngKeyword.Length + 5;
            if (file.Slice(at + 4, 4).SequenceEqual("iTXt"u8) && content.Length > start && content.StartsWith(Encoding.Latin1.GetBytes(PngKeyword)))
            {
                return Encoding.UTF8.GetString(content[start..]);
            }

            at += 12 + (int)length;
        }

        return null;
    }

    private static byte[] PngChunk(byte[] content)
    {
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, (uint)content.Length);
        "iTXt"u8.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        var crc = uint.MaxValue;
        foreach (var value in chunk.AsSpan(4, content.Length + 4))
        {
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(content.Length + 8), ~crc);
        return chunk;
    }

    private static byte[] Insert(ReadOnlySpan<byte> file, int at, ReadOnlySpan<byte> part)
    {
        var whole = new byte[file.Length + part.Length];
        file[..at].CopyTo(whole);
        part.CopyTo(whole.AsSpan(at));
        file[at..].CopyTo(whole.AsSpan(at + part.Length));
        return whole;
    }

    /// <summary>CRC-32 as PNG has it.</summary>
    private static uint CrcOf(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return crc;
    }
}
