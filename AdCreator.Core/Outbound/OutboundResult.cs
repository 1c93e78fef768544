namespace AdCreator.Core.Outbound;

/// <summary>A request to an address that a person gave. Its headers can be no credentials: there is no way to add one of those.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Address">Absolute.</param>
public sealed record OutboundRequest(HttpMethod Method, Uri Address)
{
    /// <summary>JSON to send; null for nothing.</summary>
    public byte[]? Json { get; init; }

    /// <summary>Headers whose names begin with <c>X-</c>; others are refused.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>From the first packet to the last byte.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>Bytes of the answer that are read, unpacked; more is a failure. Null: the body is not read at all.</summary>
    public int? MaxBytes { get; init; }
}

/// <summary>What became of a request.</summary>
public abstract record OutboundResult
{
    private OutboundResult()
    {
    }

    /// <summary>The other side answered, with whatever status. A redirect is such an answer: it is not followed.</summary>
    /// <param name="Status">HTTP status, 200 to 599.</param>
    /// <param name="Body">Empty where it was not to be read.</param>
    public sealed record Answered(int Status, ReadOnlyMemory<byte> Body) : OutboundResult;

    /// <summary>It was not sent, because the address is not one that may be reached from here.</summary>
    /// <param name="Why">A sentence for people.</param>
    public sealed record Refused(string Why) : OutboundResult;

    /// <summary>There was no usable answer.</summary>
    /// <param name="Why">A sentence for people.</param>
    public sealed record Failed(string Why) : OutboundResult;
}
