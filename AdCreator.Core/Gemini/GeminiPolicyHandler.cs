using System.Text;
using System.Text.Json;

namespace AdCreator.Core.Gemini;

/// <summary>What holds for every request to the provider, whichever client makes it.</summary>
/// <remarks>
/// The provider keeps nothing (<c>store</c> is false unless said otherwise); no reply exceeds
/// <see cref="GeminiLimits.ReplyBytes"/>; every error leaves as <see cref="GeminiFaultException"/>, also one inside an
/// answer with status 200; no message holds the key. Nothing is retried here: retries stand outside the meter.
/// </remarks>
public sealed class GeminiPolicyHandler(TimeProvider time) : DelegatingHandler
{
    /// <summary>The one place where the key travels.</summary>
    public const string KeyHeader = "x-goog-api-key";

    /// <summary>Says that the body carries <c>store</c> already and needs no look.</summary>
    internal static readonly HttpRequestOptionsKey<bool> StoreIsSet = new("gemini.store");

    private const int LongestError = 64 * 1024;

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await StoreNothingAsync(request, cancellationToken);
        var response = await SendOnceAsync(request, cancellationToken);
        try
        {
            await CheckAsync(request, response, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task StoreNothingAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isGenerate = request.RequestUri?.AbsolutePath.EndsWith("enerateContent", StringComparison.Ordinal) is true;
        if (!isGenerate || request.Content is null || request.Options.TryGetValue(StoreIsSet, out _))
        {
            return;
        }

        var body = await request.Content.ReadAsByteArrayAsync(cancellationToken);
        if (StoreField.Splice(body) is { } spliced)
        {
            var content = new ByteArrayContent(spliced);
            content.Headers.ContentType = request.Content.Headers.ContentType;
            request.Content = content;
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            var neverSent = e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
            throw new GeminiFaultException(neverSent ? Unreachable(request) : GeminiErrorBody.BadReply("The connection broke before an answer came."), e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // Only the connection's own time limit ends a request that nobody cancelled.
            throw new GeminiFaultException(Unreachable(request), e);
        }
    }

    private static GeminiFault Unreachable(HttpRequestMessage request) => new(
        GeminiFaultKind.Unreachable, null, null, $"{request.RequestUri?.Authority} cannot be reached.", ReachedWire: false);

    private async Task CheckAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = new ReplyStream(await response.Content.ReadAsStreamAsync(cancellationToken), GeminiLimits.ReplyBytes);
        if (!response.IsSuccessStatusCode)
        {
            throw await FaultAsync(request, response, body, cancellationToken);
        }

        if (response.Content.Headers.ContentLength > GeminiLimits.ReplyBytes)
        {
            throw ReplyStream.TooLarge(GeminiLimits.ReplyBytes);
        }

        if (await body.BeginsWithErrorAsync(cancellationToken))
        {
            throw await FaultAsync(request, response, body, cancellationToken);
        }

        var content = new StreamContent(body);
        foreach (var (name, values) in response.Content.Headers)
        {
            content.Headers.TryAddWithoutValidation(name, values);
        }

        response.Content = content;
    }

    private async Task<GeminiFaultException> FaultAsync(HttpRequestMessage request, HttpResponseMessage response, ReplyStream body, CancellationToken cancellationToken)
    {
        var text = await body.ReadStartAsync(LongestError, cancellationToken);
        var fault = GeminiErrorBody.Fault((int)response.StatusCode, text, RetryAfter(response));
        return new GeminiFaultException(fault with { Message = WithoutKey(request, fault.Message) });
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date - time.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static string WithoutKey(HttpRequestMessage request, string message) =>
        request.Headers.TryGetValues(KeyHeader, out var keys)
            ? keys.Aggregate(message, (words, key) => new Secret(key).RedactIn(words))
            : message;
}

/// <summary>Adds <c>"store":false</c> to a request body that does not say.</summary>
internal static class StoreField
{
    /// <summary>The body with the field; null when it has one, or is no JSON object.</summary>
    public static byte[]? Splice(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
            {
                return null;
            }

            var inside = (int)reader.BytesConsumed;
            var isEmpty = true;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("store"))
                {
                    return null;
                }

                isEmpty = false;
                reader.Skip();
            }

            return [.. body[..inside], .. Encoding.UTF8.GetBytes(isEmpty ? "\"store\":false" : "\"store\":false,"), .. body[inside..]];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
