using System.Text;

namespace AdCreator.Core.Gemini;

/// <summary>Reads a reply's body: looks at its beginning, stops at a cap, and turns a broken connection into a fault.</summary>
internal sealed class ReplyStream(Stream inner, long cap) : Stream
{
    private readonly byte[] start = new byte[64];
    private int startLength;
    private int startRead;
    private long total;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static GeminiFaultException TooLarge(long cap) =>
        new(GeminiErrorBody.BadReply($"The answer is larger than {cap / (1024 * 1024)} MB."));

    /// <summary>Whether the body is an error object, or an array of one, in spite of its status.</summary>
    public async Task<bool> BeginsWithErrorAsync(CancellationToken cancellationToken)
    {
        while (startLength < start.Length)
        {
            var count = await ReadInnerAsync(start.AsMemory(startLength), cancellationToken);
            if (count == 0)
            {
                break;
            }

            startLength += count;
        }

        var text = Encoding.UTF8.GetString(start, 0, startLength);
        var packed = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        return packed.TrimStart('[').StartsWith("{\"error\":", StringComparison.Ordinal);
    }

    /// <summary>The body's text, up to a number of bytes.</summary>
    public async Task<string> ReadStartAsync(int bytes, CancellationToken cancellationToken)
    {
        var buffer = new byte[bytes];
        var count = await ReadAtLeastAsync(buffer, bytes, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (startRead == startLength)
        {
            return await ReadInnerAsync(buffer, cancellationToken);
        }

        var count = Math.Min(buffer.Length, startLength - startRead);
        start.AsMemory(startRead, count).CopyTo(buffer);
        startRead += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Replies are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadInnerAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int count;
        try
        {
            count = await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new GeminiFaultException(GeminiErrorBody.BadReply("The connection broke in the middle of the answer."), e);
        }

        total += count;
        return total <= cap ? count : throw TooLarge(cap);
    }
}
