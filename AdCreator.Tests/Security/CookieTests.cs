using System.Net;
using Xunit;

namespace AdCreator.Tests.Security;

/// <summary>Security B7 and B8: the session's cookie, and where sign-in leads.</summary>
[Collection(SharedAppTests.Name)]
public sealed class CookieTests(SharedApp shared)
{
    [Fact]
    public async Task B7_on_a_developers_machine_the_cookie_is_plain_http_only_and_lax()
    {
        using var answer = await SignInAsync("/");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("adcreator-session=", StringComparison.Ordinal));
        var parts = cookie.Split("; ").Skip(1).ToList();

        Assert.Contains("httponly", parts, StringComparer.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", parts, StringComparer.OrdinalIgnoreCase);
        Assert.Contains("path=/", parts, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain(parts, part => part.StartsWith("expires", StringComparison.OrdinalIgnoreCase) || part.StartsWith("domain", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/brands?q=a", "/brands?q=a")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("\\\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/ok\r\nSet-Cookie: a=b", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("https:evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("~/brands", "/brands")]
    [InlineData("brands", "/")]
    [InlineData("", "/")]
    public async Task B8_sign_in_leads_to_local_addresses_only(string returnUrl, string expected)
    {
        using var answer = await SignInAsync(returnUrl);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(expected, answer.Headers.Location?.ToString());
        Assert.DoesNotContain(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("a=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("https://127.0.0.1")]
    public async Task B8_development_sign_in_refuses_a_foreign_origin(string origin)
    {
        using var answer = await SignInAsync("/", origin);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task B8_development_sign_in_accepts_its_own_origin_and_knows_only_its_people()
    {
        using var own = await SignInAsync("/", shared.App.Address.GetLeftPart(UriPartial.Authority));
        using var unknown = await shared.App.Anonymous().PostAsync(
            new Uri("/auth/development?user=nobody@nowhere.test", UriKind.Relative), content: null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Found, own.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory]
    [InlineData("/auth/sign-out")]
    [InlineData("/auth/organization")]
    public async Task B8_state_changes_are_posts_with_a_token(string path)
    {
        using var form = new FormUrlEncodedContent([new("organizationId", shared.Ours.OrganizationId.ToString())]);
        using var post = await shared.Member.Client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
        using var get = await shared.Member.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        using var still = await shared.Member.Client.GetAsync(new Uri("/brands", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, post.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, get.StatusCode);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    private async Task<HttpResponseMessage> SignInAsync(string returnUrl, string? origin = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/auth/development?user={Uri.EscapeDataString(shared.Ours.MemberEmail)}&returnUrl={Uri.EscapeDataString(returnUrl)}");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await shared.App.Anonymous().SendAsync(request, TestContext.Current.CancellationToken);
    }
}
