using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Members;
using AdCreator.Core.Organizations.Tokens;
using AdCreator.Tests.Data;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Endpoints.Api;

/// <summary>Who may call the API: a live token with its person's rights of this moment, or a session.</summary>
public sealed class ApiSignInTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A10_a_token_has_the_rights_that_its_person_has_at_the_call(DatabaseKind kind)
    {
        await using var studio = await ApiStudio.OpenAsync(kind);
        var (app, ours) = (studio.App, studio.Ours);
        var token = await studio.TokenAsync(ours.Admin);
        var client = studio.ClientWith(token.Secret);
        var second = await app.Database.AddMembershipAsync(ours.OrganizationId, await app.Database.AddPersonAsync(), MembershipRole.Admin);
        var members = app.Services.GetRequiredService<MemberService>();

        Assert.Equal("organization", (await GetAsync(client, "/api/v1/usage/summary")).GetProperty("scope").GetString());
        await members.ChangeRoleAsync(second, ours.Admin.PersonId, MembershipRole.Member, Stop);
        Assert.Equal("own", (await GetAsync(client, "/api/v1/usage/summary")).GetProperty("scope").GetString());
        await members.RemoveAsync(second, ours.Admin.PersonId, Stop);
        await AssertRefusedAsync(client);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_revoked_token_is_refused_at_the_next_call_even_with_a_good_cookie(DatabaseKind kind)
    {
        await using var studio = await ApiStudio.OpenAsync(kind);
        var session = await studio.App.SignInAsync(studio.Ours.MemberEmail);
        var token = await studio.TokenAsync(studio.Ours.Member);
        var client = studio.ClientWith(token.Secret, session.Cookie);

        await GetAsync(client, "/api/v1/brands");
        await studio.App.Services.GetRequiredService<AccessTokenService>().RevokeAsync(studio.Ours.Member, token.TokenId, Stop);

        await AssertRefusedAsync(client);
        await GetAsync(session.Client, "/api/v1/brands");
    }

    [Fact]
    public async Task A_token_opens_no_page_and_a_stranger_is_told_in_json_and_not_redirected()
    {
        await using var studio = await ApiStudio.OpenAsync(DatabaseKind.Sqlite);
        var client = await studio.ClientAsync(studio.Ours.Member);

        foreach (var path in new[] { "/usage", "/openapi/v1.json", $"/blobs/{studio.Ours.BlobId}" })
        {
            using var page = await client.GetAsync(new Uri(path, UriKind.Relative), Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/brands");
        request.Headers.Add("Accept", "text/html");
        using var answer = await studio.App.Anonymous().SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A7_a_foreign_id_answers_like_an_unknown_one(DatabaseKind kind)
    {
        await using var studio = await ApiStudio.OpenAsync(kind);
        var client = await studio.ClientAsync(studio.Theirs.Member);
        var unknown = ApiStudio.NewKey();

        foreach (var (path, id) in new[] { ("/api/v1/brands/{0}/products", studio.Ours.BrandId), ("/api/v1/runs/{0}", studio.Ours.RunId), ("/api/v1/runs/{0}/ads/1/picture", studio.Ours.RunId) })
        {
            Assert.Equal(await AskAsync(client, HttpMethod.Get, path, unknown), await AskAsync(client, HttpMethod.Get, path, id));
        }

        Assert.Equal(await AskAsync(client, HttpMethod.Post, "/api/v1/runs/{0}/cancel", unknown), await AskAsync(client, HttpMethod.Post, "/api/v1/runs/{0}/cancel", studio.Ours.RunId));
        var ours = await GetAsync(await studio.ClientAsync(studio.Ours.Member), $"/api/v1/runs/{studio.Ours.RunId}");
        Assert.Equal(JsonValueKind.Null, ours.GetProperty("cancel_requested_at").ValueKind);
    }

    [Fact]
    public async Task More_than_120_calls_a_minute_of_one_person_are_refused_with_the_time_to_wait_whatever_the_token()
    {
        await using var studio = await ApiStudio.OpenAsync(DatabaseKind.Sqlite);
        var client = await studio.ClientAsync(studio.Ours.Member);
        HttpResponseMessage? last = null;
        for (var i = 0; i < 242 && last?.StatusCode != HttpStatusCode.TooManyRequests; i++)
        {
            last?.Dispose();
            last = await client.GetAsync(new Uri("/api/v1/antiforgery", UriKind.Relative), Stop);
            Assert.True(i >= 120 || last.StatusCode == HttpStatusCode.OK, $"Call {i + 1} answered {last.StatusCode}.");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last!.StatusCode);
        Assert.InRange(last.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        using var another = await (await studio.ClientAsync(studio.Ours.Member)).GetAsync(new Uri("/api/v1/antiforgery", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.TooManyRequests, another.StatusCode);
        await GetAsync(await studio.ClientAsync(studio.Ours.Admin), "/api/v1/antiforgery");
    }

    private static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Stop)}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    private static async Task AssertRefusedAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/api/v1/brands", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Bearer error=\"invalid_token\"", answer.Headers.WwwAuthenticate.ToString());
    }

    /// <summary>Status and body without the trace id.</summary>
    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpClient client, HttpMethod method, string path, Guid id)
    {
        using var request = new HttpRequestMessage(method, string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id));
        using var answer = await client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        return (answer.StatusCode, string.Join('|', body.EnumerateObject().Where(p => p.Name != "trace_id").Select(p => $"{p.Name}={p.Value}")));
    }
}
