using System.Net;
using System.Net.WebSockets;
using Xunit;

namespace AdCreator.Tests.Security;

/// <summary>Security B3: a circuit opens only for pages of this installation.</summary>
[Collection(SharedAppTests.Name)]
public sealed class OriginTests(SharedApp shared)
{
    [Theory]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.OK)]
    public async Task B3_negotiate_refuses_a_foreign_origin(string? origin, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await shared.Member.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1")]
    [InlineData("null")]
    public async Task B3_the_web_socket_refuses_a_foreign_origin(string origin)
    {
        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(origin));

        Assert.Contains("403", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B3_the_web_socket_opens_for_its_own_origin()
    {
        using var socket = await ConnectAsync(shared.App.Address.GetLeftPart(UriPartial.Authority));

        Assert.Equal(WebSocketState.Open, socket.State);
    }

    private async Task<ClientWebSocket> ConnectAsync(string origin)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.SetRequestHeader("Cookie", shared.Member.Cookie);
        var address = new UriBuilder(shared.App.Address) { Scheme = "ws", Path = "/_blazor" }.Uri;
        await socket.ConnectAsync(address, TestContext.Current.CancellationToken);
        return socket;
    }
}
