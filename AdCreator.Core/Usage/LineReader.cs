namespace AdCreator.Core.Usage;

/// <summary>Reads whole lines of bytes: unlike a text reader it tells a line that ends from one that was cut off.</summary>
internal sealed class LineReader(Stream stream)
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    /// <summary>The next line without its line feed; null when no line feed follows.</summary>
    public byte[]? Next()
    {
        using var line = new MemoryStream();
        while (true)
        {
            var rest = buffer.AsSpan(start, end - start);
            var feed = rest.IndexOf((byte)'\n');
            if (feed >= 0)
            {
                line.Write(rest[..feed]);
                start += feed + 1;
                return line.ToArray();
            }

            line.Write(rest);
            start = 0;
            end = stream.Read(buffer);
            if (end == 0)
            {
                return null;
            }
        }
    }
}
