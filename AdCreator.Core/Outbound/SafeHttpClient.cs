using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Outbound;

/// <summary>The one way to an address that a person gave: to the open internet only, and never anywhere with anybody's rights.</summary>
/// <remarks>
/// The address that is dialled is checked, not the name: a name can answer differently the second time it is asked.
/// Redirects are not followed, cookies, proxies and credentials are off, size and time are bounded.
/// </remarks>
public sealed class SafeHttpClient(IHttpClientFactory clients, IOptions<OutboundOptions> options)
{
    internal const string HttpClientName = "outbound";

    /// <summary>What is wrong with an address, before anything is sent; null when it may be tried.</summary>
    public string? FindFault(Uri address) => OutboundAddress.FindFault(address, options.Value);

    /// <summary>Sends a request once.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<OutboundResult> SendAsync(OutboundRequest request, CancellationToken cancellationToken)
    {
        if (FindFault(request.Address) is { } fault)
        {
            return new OutboundResult.Refused(fault);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(request.Patience);
        try
        {
            return await SendAsync(request, clients.CreateClient(HttpClientName), patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new OutboundResult.Failed($"There was no complete answer within {request.Patience.TotalSeconds:0} seconds.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Explain(exception);
        }
    }

    /// <summary>The primary handler.</summary>
    internal static SocketsHttpHandler CreateHandler(OutboundOptions options) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        MaxResponseHeadersLength = 16,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        PreAuthenticate = false,
        UseCookies = false,
        UseProxy = false,

        // No trace of ours goes to strangers, and no address of theirs into ours.
        ActivityHeadersPropagator = null,
        ConnectCallback = (connection, stop) => DialAsync(connection.DnsEndPoint, options, stop),
    };

    private static async Task<OutboundResult> SendAsync(OutboundRequest request, HttpClient client, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, request.Address);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("AdCreator", productVersion: null));
        if (request.Json is { } json)
        {
            message.Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
        }

        foreach (var (name, value) in request.Headers)
        {
            if (!name.StartsWith("X-", StringComparison.Ordinal))
            {
                throw new ArgumentException($"The header {name} may not go to an address that a person gave.", nameof(request));
            }

            message.Headers.Add(name, value);
        }

        using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return request.MaxBytes is not { } most
            ? new OutboundResult.Answered((int)answer.StatusCode, ReadOnlyMemory<byte>.Empty)
            : await ReadAsync(answer, most, cancellationToken);
    }

    private static async Task<OutboundResult> ReadAsync(HttpResponseMessage answer, int most, CancellationToken cancellationToken)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[most + 1];
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return read > most
            ? new OutboundResult.Failed($"The answer is larger than {most:N0} bytes.")
            : new OutboundResult.Answered((int)answer.StatusCode, bytes.AsMemory(0, read));
    }

    private static async ValueTask<Stream> DialAsync(DnsEndPoint endPoint, OutboundOptions options, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(endPoint.Host, cancellationToken);
        var open = options.Allows(endPoint.Host, endPoint.Port) ? addresses : Array.FindAll(addresses, PublicAddress.Is);
        if (open.Length == 0)
        {
            throw new ClosedAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, endPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static OutboundResult Explain(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is ClosedAddressException)
            {
                return new OutboundResult.Refused(OutboundAddress.ClosedWords);
            }
        }

        return new OutboundResult.Failed((exception as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "There is no host of that name.",
            HttpRequestError.ConnectionError => "The host does not accept connections.",
            HttpRequestError.SecureConnectionError => "The host's certificate is not valid, or it does not speak TLS.",
            HttpRequestError.ResponseEnded => "The host ended the connection without an answer.",
            HttpRequestError.ConfigurationLimitExceeded => "The answer is larger than allowed.",
            _ => "The host could not be reached, or did not answer in HTTP.",
        });
    }

    private sealed class ClosedAddressException : IOException;
}
