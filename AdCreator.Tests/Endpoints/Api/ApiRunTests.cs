using System.Net;
using System.Text;
using System.Text.Json;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Endpoints.Api;

/// <summary>Ordering through the API.</summary>
public sealed class ApiRunTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_posts_with_one_key_are_one_run_whose_ads_are_made_and_fetched(DatabaseKind kind)
    {
        await using var studio = await ApiStudio.OpenAsync(kind);
        var client = await studio.ClientAsync(studio.Ours.Member);
        var key = ApiStudio.NewKey();

        using var first = await client.SendAsync(ApiStudio.Post("/api/v1/runs", studio.Order(), key), Stop);
        using var second = await client.SendAsync(ApiStudio.Post("/api/v1/runs", studio.Order(), key), Stop);

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created], [first.StatusCode, second.StatusCode]);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        await using (var context = studio.App.Database.Open(studio.Ours.OrganizationId))
        {
            Assert.Equal(2, await context.AdRuns.CountAsync(Stop)); // The studio has one already.
        }

        var ad = await WaitUntilMadeAsync(studio, client, first.Headers.Location!);
        Assert.Matches(@"^\d+\.\d+$", ad.GetProperty("cost_usd").GetString());
        using var picture = await client.GetAsync(new Uri(ad.GetProperty("picture_url").GetString()!, UriKind.Relative), Stop);
        Assert.StartsWith("image/", picture.Content.Headers.ContentType?.MediaType, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_cookie_needs_the_antiforgery_token_and_a_bearer_does_not(DatabaseKind kind)
    {
        await using var studio = await ApiStudio.OpenAsync(kind);
        var session = await studio.App.SignInAsync(studio.Ours.MemberEmail);
        var cancel = $"/api/v1/runs/{studio.Ours.RunId}/cancel";

        using var without = await session.Client.SendAsync(ApiStudio.Post(cancel, body: null), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Contains("GET /api/v1/antiforgery", await without.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        using var tokens = await session.Client.GetAsync(new Uri("/api/v1/antiforgery", UriKind.Relative), Stop);
        var token = await ApiStudio.JsonAsync(tokens);
        var cookie = tokens.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("adcreator-antiforgery=", StringComparison.Ordinal)).Split(';')[0];
        var browser = studio.App.Anonymous($"{session.Cookie}; {cookie}");
        using var foreign = await browser.SendAsync(WithToken(cancel, token, "http://evil.example"), Stop);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.False(await IsCancelledAsync(studio));

        using var with = await browser.SendAsync(WithToken(cancel, token, origin: null), Stop);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        Assert.True(await IsCancelledAsync(studio));

        using var bearer = await (await studio.ClientAsync(studio.Ours.Member)).SendAsync(ApiStudio.Post(cancel, body: null), Stop);
        Assert.Equal(HttpStatusCode.OK, bearer.StatusCode);
    }

    [Fact]
    public async Task A_wrong_order_names_each_field_and_what_would_be_right()
    {
        await using var studio = await ApiStudio.OpenAsync(DatabaseKind.Sqlite);
        var client = await studio.ClientAsync(studio.Ours.Member);

        var noKey = await RefusedAsync(client, ApiStudio.Post("/api/v1/runs", studio.Order()), HttpStatusCode.BadRequest);
        Assert.Contains("UUID", noKey.GetProperty("Idempotency-Key")[0].GetString(), StringComparison.Ordinal);

        var wrong = await RefusedAsync(
            client,
            ApiStudio.Post("/api/v1/runs", new { brand_id = studio.Theirs.BrandId, variations = 13, aspect_ratio = "2:1", wish = new string('w', 2001), audience = new string('a', 201), mode = "magic", placements = new[] { "moon.billboard" } }, ApiStudio.NewKey()),
            HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["aspect_ratio", "audience", "brand_id", "mode", "placements", "variations", "wish"], wrong.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal("Choose 1 to 12 ads.", wrong.GetProperty("variations")[0].GetString());

        var mistyped = await RefusedAsync(client, ApiStudio.Post("/api/v1/runs", new { variations = "four" }, ApiStudio.NewKey()), HttpStatusCode.BadRequest);
        Assert.Contains("whole number", mistyped.GetProperty("variations")[0].GetString(), StringComparison.Ordinal);
        var misspelt = await RefusedAsync(client, ApiStudio.Post("/api/v1/runs", new { brand = studio.Ours.BrandId }, ApiStudio.NewKey()), HttpStatusCode.BadRequest);
        Assert.True(misspelt.TryGetProperty("brand", out _));

        using var noJson = ApiStudio.Post("/api/v1/runs", body: null, ApiStudio.NewKey());
        noJson.Content = new StringContent("{", Encoding.UTF8, "application/json");
        await RefusedAsync(client, noJson, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_order_without_a_price_is_a_conflict_that_says_why()
    {
        await using var studio = await ApiStudio.OpenAsync(DatabaseKind.Sqlite, new() { ["Gemini:Models:Image"] = "gemini-image-without-a-price" });
        var client = await studio.ClientAsync(studio.Ours.Member);

        using var answer = await client.SendAsync(ApiStudio.Post("/api/v1/runs", studio.Order(), ApiStudio.NewKey()), Stop);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("no price", (await ApiStudio.JsonAsync(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static HttpRequestMessage WithToken(string path, JsonElement token, string? origin)
    {
        var request = ApiStudio.Post(path, body: null);
        request.Headers.Add(token.GetProperty("header").GetString()!, token.GetProperty("token").GetString());
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return request;
    }

    private static async Task<bool> IsCancelledAsync(ApiStudio studio)
    {
        await using var context = studio.App.Database.Open(studio.Ours.OrganizationId);
        return await context.AdRuns.AnyAsync(r => r.Id == studio.Ours.RunId && r.CancelRequestedAt != null, Stop);
    }

    /// <summary>The errors by field.</summary>
    private static async Task<JsonElement> RefusedAsync(HttpClient client, HttpRequestMessage request, HttpStatusCode expected)
    {
        using var answer = await client.SendAsync(request, Stop);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return (await ApiStudio.JsonAsync(answer)).GetProperty("errors");
    }

    private static async Task<JsonElement> WaitUntilMadeAsync(ApiStudio studio, HttpClient client, Uri location)
    {
        // Asked of the service: a loop of calls would meet the rate limit.
        var runId = Guid.Parse(location.ToString().Split('/')[^1]);
        var gallery = studio.App.Services.GetRequiredService<AdGallery>();
        await Eventually.TrueAsync(async () =>
            await gallery.FindRunAsync(studio.Ours.Member, runId, Stop) is { SpentUsd: > 0 } run && run.Ads.All(a => !a.Stage.IsActive()));
        using var answer = await client.GetAsync(location, Stop);
        var ad = (await ApiStudio.JsonAsync(answer)).GetProperty("ads")[0];
        Assert.Equal("done", ad.GetProperty("stage").GetString());
        return ad;
    }
}
