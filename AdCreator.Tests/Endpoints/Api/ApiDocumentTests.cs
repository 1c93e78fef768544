using System.Net;
using System.Text;
using System.Text.Json;
using AdCreator.Core.Data;
using AdCreator.Tests.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Endpoints.Api;

/// <summary>The API document says what the API does: every route, every answer.</summary>
[Collection(SharedAppTests.Name)]
public sealed class ApiDocumentTests(SharedApp shared)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_lists_every_route_and_no_other()
    {
        var document = await ReadAsync(shared.Member.Client);
        var mapped =
            from source in shared.App.Services.GetServices<EndpointDataSource>()
            from endpoint in source.Endpoints.OfType<RouteEndpoint>()
            let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
            where pattern.StartsWith("/api/", StringComparison.Ordinal)
            from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
            select $"{method} {pattern.Replace(":guid", "", StringComparison.Ordinal).Replace(":int", "", StringComparison.Ordinal)}";

        Assert.Equal(mapped.Distinct().Order(StringComparer.Ordinal), Operations(document).Select(o => o.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_says_what_everything_is_and_how_to_sign_in()
    {
        var document = await ReadAsync(shared.Member.Client);

        Assert.All(Operations(document), o =>
        {
            Assert.NotEmpty(o.Operation.GetProperty("summary").GetString()!);
            Assert.NotEmpty(o.Operation.GetProperty("description").GetString()!);
            Assert.NotEmpty(o.Operation.GetProperty("tags").EnumerateArray());
        });
        var schemes = document.GetProperty("components").GetProperty("securitySchemes");
        Assert.Equal("bearer", schemes.GetProperty("access_token").GetProperty("scheme").GetString());
        Assert.Equal("cookie", schemes.GetProperty("session").GetProperty("in").GetString());
        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.Contains("an exact decimal", schemas.GetProperty("Usd").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal("string", schemas.GetProperty("Usd").GetProperty("type").ToString());
        Assert.Contains("1 to 12", schemas.GetProperty("RunOrder").GetProperty("properties").GetProperty("variations").GetProperty("description").GetString(), StringComparison.Ordinal);
        var order = Operations(document).Single(o => o.Name == "POST /api/v1/runs").Operation;
        Assert.True(order.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").TryGetProperty("example", out _));
        var key = order.GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "Idempotency-Key");
        Assert.True(key.GetProperty("required").GetBoolean());
    }

    [Fact]
    public async Task A11_it_and_its_page_are_for_signed_in_people()
    {
        foreach (var path in new[] { "/openapi/v1.json", "/docs/api", "/docs/api/" })
        {
            using var answer = await shared.App.Anonymous().GetAsync(new Uri(path, UriKind.Relative), Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Every_answer_that_it_declares_is_given()
    {
        await using var studio = await ApiStudio.OpenAsync(DatabaseKind.Sqlite);
        await using var unpriced = await ApiStudio.OpenAsync(DatabaseKind.Sqlite, new() { ["Gemini:Models:Image"] = "gemini-image-without-a-price" });
        var document = await ReadAsync((await studio.App.SignInAsync(studio.Ours.MemberEmail)).Client);
        var seen = new Answers();

        await seen.CallEverythingAsync(studio.App.Anonymous(), studio);
        await seen.CallEverythingAsync(await studio.ClientAsync(studio.Ours.Member), studio);
        await seen.CallEverythingAsync(await studio.ClientAsync(studio.Theirs.Member), studio);
        await seen.CallWronglyAsync(await studio.ClientAsync(studio.Ours.Member));
        await seen.CallAsync(await unpriced.ClientAsync(unpriced.Ours.Member), "POST /api/v1/runs", "/api/v1/runs", Json(unpriced.Order()));
        await seen.CallAsync((await studio.App.SignInAsync(studio.Ours.MemberEmail)).Client, "POST /api/v1/runs/{id}/cancel", $"/api/v1/runs/{studio.Ours.RunId}/cancel");
        var tired = await studio.ClientAsync(studio.Ours.Admin);
        await ExhaustAsync(tired);
        await seen.CallEverythingAsync(tired, studio);

        var declared = Operations(document).SelectMany(o => o.Operation.GetProperty("responses").EnumerateObject().Select(r => $"{o.Name} {r.Name}"));

        // An archive needs files that somebody approved, which no studio has: ExportTests download one.
        Assert.Equal(declared.Except(["GET /api/v1/runs/{id}/export 200"]).Order(StringComparer.Ordinal), seen.All.Order(StringComparer.Ordinal));
    }

    private static async Task ExhaustAsync(HttpClient client)
    {
        var status = HttpStatusCode.OK;
        for (var i = 0; i < 242 && status != HttpStatusCode.TooManyRequests; i++)
        {
            using var answer = await client.GetAsync(new Uri("/api/v1/antiforgery", UriKind.Relative), Stop);
            status = answer.StatusCode;
        }
    }

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    private static async Task<JsonElement> ReadAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ApiStudio.JsonAsync(answer);
    }

    private static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value);

    /// <summary>The answers that calls got, such as <c>GET /api/v1/brands 200</c>.</summary>
    private sealed class Answers
    {
        public HashSet<string> All { get; } = new(StringComparer.Ordinal);

        /// <summary>Every operation as it is meant, on our organization's things.</summary>
        public async Task CallEverythingAsync(HttpClient client, ApiStudio studio)
        {
            var ours = studio.Ours;
            await CallAsync(client, "GET /api/v1/antiforgery", "/api/v1/antiforgery");
            await CallAsync(client, "GET /api/v1/brands", "/api/v1/brands");
            await CallAsync(client, "GET /api/v1/brands/{id}/products", $"/api/v1/brands/{ours.BrandId}/products");
            await CallAsync(client, "POST /api/v1/runs", "/api/v1/runs", Json(studio.Order()));
            await CallAsync(client, "GET /api/v1/runs/{id}", $"/api/v1/runs/{ours.RunId}");
            await CallAsync(client, "GET /api/v1/runs/{id}/ads/{number}/picture", $"/api/v1/runs/{ours.RunId}/ads/1/picture");
            await CallAsync(client, "GET /api/v1/runs/{id}/export", $"/api/v1/runs/{ours.RunId}/export");
            await CallAsync(client, "POST /api/v1/runs/{id}/cancel", $"/api/v1/runs/{ours.RunId}/cancel");
            await CallAsync(client, "GET /api/v1/usage/summary", "/api/v1/usage/summary");
            await CallAsync(client, "GET /api/v1/usage/records", "/api/v1/usage/records");
            await CallAsync(client, "GET /api/v1/usage/export.csv", "/api/v1/usage/export.csv");
            await CallAsync(client, "GET /api/v1/usage/focus.csv", "/api/v1/usage/focus.csv");
        }

        public async Task CallWronglyAsync(HttpClient client)
        {
            var unknown = ApiStudio.NewKey();
            await CallAsync(client, "GET /api/v1/brands", "/api/v1/brands?limit=0");
            await CallAsync(client, "GET /api/v1/brands/{id}/products", $"/api/v1/brands/{unknown}/products?limit=0");
            await CallAsync(client, "GET /api/v1/usage/summary", "/api/v1/usage/summary?range=year");
            await CallAsync(client, "GET /api/v1/usage/records", "/api/v1/usage/records?range=year");
            await CallAsync(client, "POST /api/v1/runs", "/api/v1/runs", new StringContent("{", Encoding.UTF8, "application/json"));
            await CallAsync(client, "POST /api/v1/runs", "/api/v1/runs", new StringContent("{}", Encoding.UTF8, "text/plain"));
            await CallAsync(client, "POST /api/v1/runs", "/api/v1/runs", Json(new { variations = 0 }));
        }

        public async Task CallAsync(HttpClient client, string operation, string path, HttpContent? body = null)
        {
            using var request = new HttpRequestMessage(new HttpMethod(operation.Split(' ')[0]), path) { Content = body };
            request.Headers.Add("Idempotency-Key", ApiStudio.NewKey().ToString());
            using var answer = await client.SendAsync(request, Stop);
            All.Add($"{operation} {(int)answer.StatusCode}");
        }
    }
}
