using System.Net;
using AdCreator.Core.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Security;

/// <summary>Security A11: who is not signed in sees nothing but what is listed here.</summary>
[Collection(SharedAppTests.Name)]
public sealed class AnonymousTests(SharedApp shared)
{
    /// <summary>Everything that answers a stranger with more than "sign in". Static files are named by their pattern.</summary>
    private static readonly string[] OpenToAll =
    [
        "/auth/development",
        "/auth/sign-in",
        "/auth/sign-out",
        "/demo/gemini/{**path}", // The demo model: reads and writes nothing of any organization, this machine only, Development only.
        "/error",
        "/health/live",
        "/health/ready",
        "/share/{Secret}", // Whoever has a live link: the pictures and headlines of one set.
        "/share/{secret}/pictures/{blobId:guid}",
    ];

    [Fact]
    public async Task A11_every_endpoint_but_the_listed_ones_sends_a_stranger_away()
    {
        var client = shared.App.Anonymous();
        List<string> open = [];
        foreach (var (method, path, pattern) in Endpoints())
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.Add("Accept", "text/html");
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            if (!IsSentAway(answer))
            {
                open.Add(pattern);
            }
        }

        Assert.Equal(
            string.Join('\n', OpenToAll),
            string.Join('\n', open.Distinct(StringComparer.Ordinal).Where(p => !IsStaticFile(p)).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/brands")]
    [InlineData("/no/such/page")]
    public async Task A11_a_page_leads_a_stranger_to_sign_in_and_back(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        using var answer = await shared.App.Anonymous().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.EndsWith($"/auth/sign-in?ReturnUrl={Uri.EscapeDataString(path)}", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A11_a_program_without_a_session_gets_401_and_no_redirect()
    {
        using var answer = await shared.App.Anonymous().GetAsync(new Uri($"/blobs/{shared.Ours.BlobId}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static bool IsSentAway(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.Unauthorized
        || (answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location?.ToString().Contains("/auth/sign-in?", StringComparison.OrdinalIgnoreCase) == true);

    private static bool IsStaticFile(string pattern) => Path.HasExtension(pattern) && !pattern.StartsWith("/api/", StringComparison.Ordinal);

    private IEnumerable<(string Method, string Path, string Pattern)> Endpoints() =>
        from source in shared.App.Services.GetServices<EndpointDataSource>()
        from endpoint in source.Endpoints.OfType<RouteEndpoint>()
        let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET"]
        where method is not ("HEAD" or "OPTIONS")
        select (method, PathOf(endpoint.RoutePattern), pattern);

    /// <summary>The pattern with an id in each parameter's place.</summary>
    private static string PathOf(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart { IsCatchAll: true } => "x",
        RoutePatternParameterPart => NewId.Next(TimeProvider.System).ToString(),
        _ => throw new InvalidOperationException($"Unknown part {part.GetType().Name}."),
    }))));
}
