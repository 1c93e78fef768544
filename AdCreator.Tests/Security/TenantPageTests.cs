using System.Net;
using System.Text.RegularExpressions;
using AdCreator.Core.Data;
using Xunit;

namespace AdCreator.Tests.Security;

/// <summary>Security A7: what belongs to somebody else looks exactly like what does not exist.</summary>
[Collection(SharedAppTests.Name)]
public sealed partial class TenantPageTests(SharedApp shared)
{
    /// <summary>Address of a thing by its id, and the id in our organization.</summary>
    public static TheoryData<string, string> Things => new()
    {
        { "/brands/{0}", nameof(Studio.BrandId) },
        { "/products/{0}", nameof(Studio.ProductId) },
        { "/ads/runs/{0}", nameof(Studio.RunId) },
        { "/ads/runs/{0}/review", nameof(Studio.RunId) },
        { "/ads/runs/{0}/export", nameof(Studio.RunId) },
        { "/blobs/{0}", nameof(Studio.BlobId) },
        { "/usage?call={0}", nameof(Studio.CallId) },
    };

    [Theory, MemberData(nameof(Things))]
    public async Task A7_a_foreign_id_answers_like_an_unknown_one(string address, string thing)
    {
        var id = IdOf(thing);
        var foreign = await AskAsync(shared.Stranger, address, id);
        var unknown = await AskAsync(shared.Stranger, address, NewId.Next(TimeProvider.System));

        Assert.Equal(unknown.Status, foreign.Status);
        Assert.Equal(unknown.Body, foreign.Body);
        Assert.DoesNotContain("Our Studio", foreign.Body, StringComparison.Ordinal);
        Assert.Equal(address.StartsWith("/usage", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.NotFound, foreign.Status);
    }

    [Theory, MemberData(nameof(Things))]
    public async Task A7_the_same_id_answers_its_own_organization(string address, string thing)
    {
        var answer = await AskAsync(shared.Member, address, IdOf(thing));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Theory]
    [InlineData("/ads")]
    [InlineData("/ads?view=ads")]
    [InlineData("/brands")]
    [InlineData("/usage")]
    [InlineData("/")]
    [InlineData("/ads/new")]
    [InlineData("/api/v1/usage/export.csv")]
    public async Task A1_no_list_holds_anything_of_another_organization(string path)
    {
        using var answer = await shared.Stranger.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        foreach (var secret in new[] { "Our Studio", shared.Ours.BrandId.ToString(), shared.Ours.RunId.ToString(), shared.Ours.BlobId.ToString(), shared.Ours.CallId.ToString() })
        {
            Assert.DoesNotContain(secret, body, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A11_a_picture_is_kept_by_no_cache_but_its_viewers_and_cannot_run_as_a_page()
    {
        using var answer = await shared.Member.Client.GetAsync(new Uri($"/blobs/{shared.Ours.BlobId}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("image/", answer.Content.Headers.ContentType?.MediaType, StringComparison.Ordinal);
        Assert.Contains("private", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.Equal("default-src 'none'; sandbox", string.Join(',', answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", string.Join(',', answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.NotNull(answer.Content.Headers.ContentDisposition);
    }

    private Guid IdOf(string thing) => (Guid)typeof(Studio).GetProperty(thing)!.GetValue(shared.Ours)!;

    /// <summary>Status and body, without what differs in every answer: the id that was asked, nonces, and the circuit's sealed state.</summary>
    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(TestSession session, string address, Guid id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, string.Format(System.Globalization.CultureInfo.InvariantCulture, address, id));
        request.Headers.Add("Accept", "text/html");
        using var answer = await session.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace(id.ToString(), "ID", StringComparison.OrdinalIgnoreCase);
        return (answer.StatusCode, Changing().Replace(body, ""));
    }

    [GeneratedRegex("""<!--Blazor.*?-->|nonce="[^"]*"|value="CfDJ[^"]*"|[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|"traceId":"[^"]*"|mud-?input-?[0-9a-z]+""",
        RegexOptions.Singleline | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Changing();
}
