using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AdCreator.Core.Demo;
using AdCreator.Tests.Imaging;
using Microsoft.Extensions.Options;
using SkiaSharp;
using Xunit;

namespace AdCreator.Tests.Demo;

/// <summary>Talks to the demo model as a client of the protocol would, without waiting.</summary>
internal sealed class DemoClient : IDisposable
{
    public const string TextModel = "gemini-3.8-flash";
    public const string ImageModel = "gemini-nano-banana-2.1";

    private readonly HttpMessageInvoker http = new(new DemoModelHandler(new DemoModel(Options.Create(new DemoOptions { LatencyMs = 0 }), TimeProvider.System)));

    public void Dispose() => http.Dispose();

    public async Task<(HttpStatusCode Status, string Body, string? ContentType)> SendAsync(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "https://demo.invalid/" + path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Content.Headers.ContentType?.MediaType);
    }

    public async Task<JsonObject> GenerateAsync(string text, string config = "{}", string extra = "", string model = TextModel, byte[]? picture = null)
    {
        var (status, body, _) = await SendAsync("POST", $"v1beta/models/{model}:generateContent", Body(text, config, extra, picture));
        Assert.True(status == HttpStatusCode.OK, body);
        return JsonNode.Parse(body)!.AsObject();
    }

    public static string Body(string text, string config = "{}", string extra = "", byte[]? picture = null)
    {
        var inline = picture is null ? "" : $$$"""{"inlineData":{"mimeType":"image/png","data":"{{{Convert.ToBase64String(picture)}}}"}},""";
        return $$$"""{"contents":[{"role":"user","parts":[{{{inline}}}{"text":{{{JsonValue.Create(text).ToJsonString()}}}}]}],"generationConfig":{{{config}}}{{{extra}}}}""";
    }

    /// <summary>A red thing on white: a product photo that can be cut out.</summary>
    public static byte[] ProductPhoto()
    {
        using var bitmap = new SKBitmap(300, 400);
        bitmap.Erase(SKColors.White);
        using var canvas = new SKCanvas(bitmap);
        using var red = new SKPaint { Color = new SKColor(200, 30, 40) };
        canvas.DrawRect(90, 80, 120, 260, red);
        canvas.Flush();
        return PictureFiles.Encode(bitmap);
    }

    public static string TextOf(JsonObject answer) =>
        string.Concat(answer["candidates"]![0]!["content"]!["parts"]!.AsArray().Select(p => p!["text"]?.ToString()));

    public static byte[] PictureOf(JsonObject answer) =>
        Convert.FromBase64String(answer["candidates"]![0]!["content"]!["parts"]!.AsArray().Select(p => p!["inlineData"]?["data"]?.ToString()).OfType<string>().Single());

    public static int Count(JsonObject answer, string name) => (int?)answer["usageMetadata"]![name] ?? 0;
}
