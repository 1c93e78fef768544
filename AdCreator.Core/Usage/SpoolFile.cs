using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AdCreator.Core.Data;

namespace AdCreator.Core.Usage;

/// <summary>One file of usage records, one JSON line each, locked as long as it is open.</summary>
/// <remarks>A line counts once it ends with a line feed: an append that was cut off was never acknowledged.</remarks>
internal sealed class SpoolFile : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonColumn.Options)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    private readonly FileStream stream;
    private long position;

    private SpoolFile(FileStream stream) => (this.stream, Length) = (stream, stream.Length);

    public string Path => stream.Name;

    /// <summary>Bytes that count; what the disk may hold beyond them was not acknowledged, and is overwritten.</summary>
    public long Length { get; private set; }

    /// <summary>Whether every acknowledged line was taken.</summary>
    public bool IsEmpty => position >= Length;

    /// <summary>Opens or makes the file; null while a living process has it.</summary>
    public static SpoolFile? TryOpen(string path)
    {
        try
        {
            // Without a buffer: what a full disk refused would stay in it, and fail everything that comes after.
            return new SpoolFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Appends records and waits until they are on the disk. Either all of them count or none.</summary>
    /// <exception cref="IOException">The disk is full or away; the file is as it was.</exception>
    public void Append(ReadOnlySpan<byte> lines)
    {
        try
        {
            stream.Position = Length;
            stream.Write(lines);
            stream.Flush(flushToDisk: true);
            Length += lines.Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // A file that is longer than the system allows is an argument out of range to the framework.
            CutOff();
            throw new IOException($"The spool takes nothing more: {exception.Message}", exception);
        }
    }

    /// <summary>The next lines behind what was taken, at most <paramref name="count"/>. Reading does not take them.</summary>
    public SpoolChunk Peek(int count)
    {
        var records = new List<UsageRecord>();
        var unreadable = new List<string>();
        stream.Position = position;
        var reader = new LineReader(stream);
        var end = position;
        while (records.Count + unreadable.Count < count && reader.Next() is { } line)
        {
            end += line.Length + 1;
            if (Read(line) is { } record)
            {
                records.Add(record);
                continue;
            }

            unreadable.Add(Encoding.UTF8.GetString(line));
        }

        // A last line without its line feed is torn: it is left out, and cut off when the rest is taken.
        return new SpoolChunk(records, unreadable, records.Count + unreadable.Count < count ? Length : end);
    }

    /// <summary>Takes a chunk that is settled. The file shrinks to nothing once all is taken.</summary>
    public void Take(SpoolChunk chunk)
    {
        position = chunk.End;
        if (IsEmpty)
        {
            stream.SetLength(0);
            stream.Flush(flushToDisk: true);
            (position, Length) = (0, 0);
        }
    }

    public static byte[] Write(IReadOnlyList<UsageRecord> records)
    {
        using var lines = new MemoryStream();
        foreach (var record in records)
        {
            JsonSerializer.Serialize(lines, record, Json);
            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    /// <summary>A record as its line, without the line feed.</summary>
    public static string Line(UsageRecord record) => JsonSerializer.Serialize(record, Json);

    public void Dispose() => stream.Dispose();

    /// <summary>Closes and deletes a file that holds nothing more.</summary>
    public void Delete()
    {
        // Deleted while it is still locked, so that nobody can write to it in between.
        File.Delete(Path);
        Dispose();
    }

    /// <summary>Takes away what was written beyond the end, if the disk lets it.</summary>
    private void CutOff()
    {
        try
        {
            stream.SetLength(Length);
        }
        catch (IOException)
        {
            // The next append begins there all the same.
        }
    }

    private static UsageRecord? Read(byte[] line)
    {
        try
        {
            return JsonSerializer.Deserialize<UsageRecord>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Lines of a spool in the order they were written.</summary>
/// <param name="Unreadable">Whole lines that hold no record.</param>
/// <param name="End">Where the next chunk begins, bytes from the start of the file.</param>
internal sealed record SpoolChunk(IReadOnlyList<UsageRecord> Records, IReadOnlyList<string> Unreadable, long End);
