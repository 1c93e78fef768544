using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Endpoints.Api;

/// <summary>The real app with two organizations, called as programs call it.</summary>
internal sealed class ApiStudio : IAsyncDisposable
{
    private ApiStudio(TestApp app, Studio ours, Studio theirs) => (App, Ours, Theirs) = (app, ours, theirs);

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public TestApp App { get; }

    public Studio Ours { get; }

    public Studio Theirs { get; }

    public static async Task<ApiStudio> OpenAsync(DatabaseKind kind, Dictionary<string, string>? configuration = null)
    {
        var app = await TestApp.StartAsync(new TestAppSetup { Database = kind, Configuration = configuration ?? [] });
        return new ApiStudio(app, await Studio.AddAsync(app, "Our Studio"), await Studio.AddAsync(app, "Their Studio"));
    }

    /// <summary>A client with a new token of the actor.</summary>
    public async Task<HttpClient> ClientAsync(Actor actor) => ClientWith((await TokenAsync(actor)).Secret);

    /// <summary>A new token of the actor.</summary>
    public async Task<CreateTokenResult.Created> TokenAsync(Actor actor) => Assert.IsType<CreateTokenResult.Created>(
        await App.Services.GetRequiredService<AccessTokenService>().CreateAsync(actor, "a program", 30, Stop));

    /// <summary>A client that sends this secret, and a cookie when one is given.</summary>
    public HttpClient ClientWith(string secret, string? cookie = null)
    {
        var client = App.Anonymous(cookie);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    /// <summary>The body of an order of one ad.</summary>
    public object Order(int variations = 1) => new { brand_id = Ours.BrandId, product_id = Ours.ProductId, variations, aspect_ratio = "1:1", wish = "" };

    public static HttpRequestMessage Post(string path, object? body, Guid? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (key is { } value)
        {
            request.Headers.Add("Idempotency-Key", value.ToString());
        }

        return request;
    }

    public static Guid NewKey() => NewId.Next(TimeProvider.System);

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
