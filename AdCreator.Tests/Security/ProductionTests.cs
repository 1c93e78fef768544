using System.Net;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Data;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace AdCreator.Tests.Security;

/// <summary>The app as it is installed: Production, behind a proxy that ends https, with a provider.</summary>
public sealed class ProductionApp : IAsyncLifetime
{
    public OidcProvider Provider { get; private set; } = default!;

    public TestApp App { get; private set; } = default!;

    public Actor Ada { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        Provider = await OidcProvider.StartAsync();
        App = await TestApp.StartAsync(new TestAppSetup
        {
            Environment = Environments.Production,
            Provider = Provider,
            Configuration = new Dictionary<string, string>(StringComparer.Ordinal) { ["ForwardedHeaders:KnownProxies:0"] = "127.0.0.1" },
        });
        var organization = await App.Database.AddOrganizationAsync("Our Studio");
        Ada = await App.Database.AddMembershipAsync(organization, await App.Database.AddPersonAsync("ada@provider.test", Provider.Issuer, "subject-ada"), MembershipRole.Admin);
    }

    public async ValueTask DisposeAsync()
    {
        await (App?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Provider.DisposeAsync();
    }
}

/// <summary>Security B6 to B8 in Production.</summary>
public sealed class ProductionTests(ProductionApp production) : IClassFixture<ProductionApp>
{
    [Fact]
    public async Task B7_over_https_the_session_cookie_has_the_host_prefix_and_is_secure()
    {
        var signedIn = await production.App.SignInAsync(production.Ada);
        using var answer = await SendAsync(HttpMethod.Get, "/auth/challenge?returnUrl=/", signedIn.Cookie);
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();

        Assert.StartsWith("__Host-adcreator-session=", signedIn.Cookie, StringComparison.Ordinal);
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie =>
        {
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task B7_the_antiforgery_cookie_has_the_host_prefix_and_is_secure()
    {
        var signedIn = await production.App.SignInAsync(production.Ada);
        using var answer = await SendAsync(HttpMethod.Get, "/brands", signedIn.Cookie);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-adcreator-antiforgery=", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task B6_https_answers_demand_https_for_a_year_including_subdomains()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/auth/sign-in", host: "studio.example");

        Assert.Equal("max-age=31536000; includeSubDomains", string.Join(',', answer.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task B5_forms_may_lead_to_the_provider_and_nowhere_else()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/auth/sign-in");
        var policy = string.Join(',', answer.Headers.GetValues("Content-Security-Policy"));

        Assert.Contains($"form-action 'self' {production.Provider.Issuer.TrimEnd('/')};", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B8_development_sign_in_does_not_exist()
    {
        using var answer = await SendAsync(HttpMethod.Post, "/auth/development?user=ada@provider.test&returnUrl=/");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    public async Task B8_a_foreign_return_address_is_not_kept_through_the_provider(string returnUrl)
    {
        using var answer = await SendAsync(HttpMethod.Get, $"/auth/challenge?returnUrl={Uri.EscapeDataString(returnUrl)}");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.StartsWith(production.Provider.Issuer, answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("evil", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task B7_the_challenge_uses_code_flow_with_pkce_state_and_nonce_and_names_the_https_address()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/auth/challenge?returnUrl=/", host: "studio.example");
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(answer.Headers.Location!.Query);

        Assert.Equal("code", query["response_type"]);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.Equal(43, query["code_challenge"].ToString().Length);
        Assert.NotEmpty(query["nonce"].ToString());
        Assert.NotEmpty(query["state"].ToString());
        Assert.Equal("https://studio.example/auth/callback", query["redirect_uri"]);
    }

    [Fact]
    public async Task G3_an_unknown_address_of_a_stranger_and_an_error_show_no_detail()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/auth/callback?code=wrong&state=wrong");
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("/auth/sign-in?failed=provider", answer.Headers.Location?.ToString());
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? cookie = null, string? host = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("X-Forwarded-Proto", "https");
        if (host is not null)
        {
            request.Headers.Add("X-Forwarded-Host", host);
        }

        return await production.App.Anonymous(cookie).SendAsync(request, TestContext.Current.CancellationToken);
    }
}
