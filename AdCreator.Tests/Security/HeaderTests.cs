using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace AdCreator.Tests.Security;

/// <summary>Security B5 and B6: what every answer tells the browser.</summary>
[Collection(SharedAppTests.Name)]
public sealed partial class HeaderTests(SharedApp shared)
{
    public static TheoryData<string> Pages => [.. PagePaths.Fixed, "/auth/sign-in", "/error", "/no/such/page"];

    [Theory, MemberData(nameof(Pages))]
    public async Task B5_every_page_carries_the_policy_with_a_fresh_nonce(string path)
    {
        var first = await PolicyOfAsync(path);
        var second = await PolicyOfAsync(path);

        Assert.Equal(
            "default-src 'none'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; connect-src 'self'; "
            + "img-src 'self' data: blob:; font-src 'self'; script-src 'self' 'nonce-N'; style-src 'self' 'unsafe-inline'",
            Nonce().Replace(first, "'nonce-N'"));
        Assert.NotEqual(Nonce().Match(first).Value, Nonce().Match(second).Value);
    }

    [Fact]
    public async Task B5_the_nonce_of_the_header_is_the_import_maps_and_stands_nowhere_else()
    {
        using var answer = await shared.Member.Client.GetAsync(new Uri("/brands", UriKind.Relative), TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var nonce = Nonce().Match(answer.Headers.GetValues("Content-Security-Policy").Single()).Groups["nonce"].Value;

        Assert.Single(Regex.Matches(WebUtility.HtmlDecode(html), Regex.Escape(nonce), RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Matches("<script type=\"importmap\" nonce=", html);
    }

    [Theory]
    [InlineData("/brands")]
    [InlineData("/health/live")]
    [InlineData("/theme.css")]
    [InlineData("/_framework/blazor.web.js")]
    public async Task B6_every_answer_carries_the_plain_headers_and_no_server_name(string path)
    {
        using var answer = await shared.Member.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("nosniff", HeaderOf(answer, "X-Content-Type-Options"));
        Assert.Equal("strict-origin-when-cross-origin", HeaderOf(answer, "Referrer-Policy"));
        Assert.Equal("same-origin-allow-popups", HeaderOf(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", HeaderOf(answer, "Cross-Origin-Resource-Policy"));
        Assert.Equal("camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()", HeaderOf(answer, "Permissions-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    private static string HeaderOf(HttpResponseMessage answer, string name) => string.Join(',', answer.Headers.GetValues(name));

    private async Task<string> PolicyOfAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        using var answer = await shared.Admin.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        return HeaderOf(answer, "Content-Security-Policy");
    }

    [GeneratedRegex("'nonce-(?<nonce>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Nonce();
}
