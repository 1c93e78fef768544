using System.Net;
using System.Net.Http.Headers;

namespace AdCreator.Core.Demo;

/// <summary>Lets an <see cref="HttpClient"/> talk to the demo model without a socket.</summary>
public sealed class DemoModelHandler(DemoModel model) : HttpMessageHandler
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var sse = uri.Query.Contains("alt=sse", StringComparison.Ordinal);
        var answer = await model.AnswerAsync(request.Method.Method, uri.AbsolutePath, sse, body, cancellationToken);
        var content = new ByteArrayContent(answer.Frames.Count == 1 ? answer.Frames[0] : [.. answer.Frames.SelectMany(f => f)]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType);
        return new HttpResponseMessage((HttpStatusCode)answer.StatusCode) { RequestMessage = request, Content = content };
    }
}
