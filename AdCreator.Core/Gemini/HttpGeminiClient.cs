using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Gemini;

/// <summary>Speaks the Gemini REST protocol over <see cref="HttpClient"/>. Faults come from <see cref="GeminiPolicyHandler"/>.</summary>
internal sealed class HttpGeminiClient(IHttpClientFactory clients, IOptions<GeminiOptions> options) : IGeminiClient
{
    public async Task<GeminiReply> GenerateAsync(GeminiRequest request, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(GeminiRegistration.HttpClientName);
        using var message = MessageFor(request);

        // Headers first: the body is read piece by piece, and the caller's time limit covers it.
        using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await ReadAsync(body, cancellationToken);
    }

    private HttpRequestMessage MessageFor(GeminiRequest request)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(WireRequest.From(request), WireRequest.Json));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var model = Uri.EscapeDataString(request.Model);
        var address = new Uri($"{options.Value.BaseUrl.TrimEnd('/')}/{options.Value.ApiVersion}/models/{model}:generateContent");
        var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        message.Options.Set(GeminiPolicyHandler.StoreIsSet, true);
        if (options.Value.ApiKey is { IsEmpty: false } key)
        {
            message.Headers.Add(GeminiPolicyHandler.KeyHeader, key.Reveal());
        }

        return message;
    }

    private static async Task<GeminiReply> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        WireReply? reply;
        try
        {
            reply = await JsonSerializer.DeserializeAsync<WireReply>(body, WireReply.Json, cancellationToken);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new GeminiFaultException(GeminiErrorBody.BadReply("The answer was cut or is not what the Gemini protocol sends."), e);
        }

        if (reply is null)
        {
            throw new GeminiFaultException(GeminiErrorBody.BadReply("The answer was empty."));
        }

        return reply.Error is { ValueKind: JsonValueKind.Object } error
            ? throw new GeminiFaultException(GeminiErrorBody.Fault(null, $$"""{"error":{{error.GetRawText()}}}""", null))
            : reply.ToReply();
    }
}
