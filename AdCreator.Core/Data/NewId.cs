namespace AdCreator.Core.Data;

/// <summary>Makes row ids: UUIDv7, whose first 48 bits are the UTC milliseconds of an instant.</summary>
public static class NewId
{
    /// <summary>A new id for this instant. Two ids of one millisecond do not sort by creation.</summary>
    public static Guid At(DateTimeOffset instant) => Guid.CreateVersion7(instant);

    /// <summary>A new id for now.</summary>
    public static Guid Next(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>The year 2100.</summary>
    private const long Latest = 4_102_444_800_000;

    /// <summary>The instant an id was made for, to the millisecond, UTC.</summary>
    public static DateTimeOffset InstantOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = 0L;
        foreach (var part in bytes[..6])
        {
            milliseconds = (milliseconds << 8) | part;
        }

        // Whoever asks for an id that nobody made gets no instant of the far future, but no fault either.
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(milliseconds, Latest));
    }

    /// <summary>The lowest id an instant can have: the lower bound of a range query over ids.</summary>
    public static Guid LowestAt(DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[16];
        var milliseconds = instant.ToUnixTimeMilliseconds();
        for (var i = 5; i >= 0; i--)
        {
            bytes[i] = (byte)milliseconds;
            milliseconds >>= 8;
        }

        return new Guid(bytes, bigEndian: true);
    }
}
