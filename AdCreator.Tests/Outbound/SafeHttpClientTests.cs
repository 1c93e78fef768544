using AdCreator.Core.Outbound;
using AdCreator.Tests.Gemini;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace AdCreator.Tests.Outbound;

public sealed class SafeHttpClientTests
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    [Theory]
    [InlineData("http://localhost/")]
    [InlineData("https://localhost/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://2130706433/")]
    public async Task C5_nothing_inside_is_dialled_by_whatever_name(string address)
    {
        using var outbound = new OutboundHost();

        Assert.IsType<OutboundResult.Refused>(await outbound.Client.SendAsync(Get(address), Stop));
    }

    [Fact]
    public async Task C5_an_exception_holds_for_its_host_and_port_alone()
    {
        await using var server = await ProtocolServer.StartAsync((http, _) => ProtocolServer.ReplyAsync(http, 200, "yes"));
        using var outbound = new OutboundHost(new Uri(server.BaseUrl).Authority);

        Assert.Equal(200, Assert.IsType<OutboundResult.Answered>(await outbound.Client.SendAsync(Get(server.BaseUrl), Stop)).Status);
        Assert.IsType<OutboundResult.Refused>(await outbound.Client.SendAsync(Get("http://127.0.0.1/"), Stop));
    }

    [Fact]
    public async Task C5_redirects_are_answers_and_cookies_are_not_kept()
    {
        List<string> cookies = [];
        await using var server = await ProtocolServer.StartAsync((http, call) =>
        {
            cookies.Add(http.Request.Headers.Cookie.ToString());
            http.Response.Headers.SetCookie = "a=b";
            http.Response.Headers.Location = "/other";
            return ProtocolServer.ReplyAsync(http, 307, "");
        });
        using var outbound = new OutboundHost(new Uri(server.BaseUrl).Authority);

        var first = await outbound.Client.SendAsync(Get(server.BaseUrl), Stop);
        await outbound.Client.SendAsync(Get(server.BaseUrl), Stop);

        Assert.Equal(307, Assert.IsType<OutboundResult.Answered>(first).Status);
        Assert.Equal(["", ""], cookies);
        Assert.DoesNotContain(server.Calls, c => c.Path == "/other");
    }

    [Fact]
    public async Task C5_an_answer_that_is_too_large_once_unpacked_or_too_slow_is_a_failure()
    {
        await using var server = await ProtocolServer.StartAsync(async (http, call) =>
        {
            if (call.Path == "/slow")
            {
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            }

            http.Response.Headers.ContentEncoding = "gzip";
            await using var zip = new System.IO.Compression.GZipStream(http.Response.Body, System.IO.Compression.CompressionLevel.Optimal);
            await zip.WriteAsync(new byte[100_000]);
        });
        using var outbound = new OutboundHost(new Uri(server.BaseUrl).Authority);

        var large = await outbound.Client.SendAsync(Get(server.BaseUrl) with { MaxBytes = 99_999 }, Stop);
        var fitting = await outbound.Client.SendAsync(Get(server.BaseUrl) with { MaxBytes = 100_000 }, Stop);
        var slow = await outbound.Client.SendAsync(Get($"{server.BaseUrl}/slow") with { Patience = TimeSpan.FromMilliseconds(300) }, Stop);

        Assert.Contains("larger than", Assert.IsType<OutboundResult.Failed>(large).Why, StringComparison.Ordinal);
        Assert.Equal(100_000, Assert.IsType<OutboundResult.Answered>(fitting).Body.Length);
        Assert.Contains("no complete answer", Assert.IsType<OutboundResult.Failed>(slow).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("Cookie")]
    [InlineData("Host")]
    public async Task C5_no_header_of_credentials_can_be_added(string header)
    {
        using var outbound = new OutboundHost();

        await Assert.ThrowsAsync<ArgumentException>(() => outbound.Client.SendAsync(
            Get("https://example.com/") with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { [header] = "x" } }, Stop));
    }

    [Fact]
    public void C5_in_production_an_exception_stops_the_start()
    {
        using var outbound = new OutboundHost("127.0.0.1:5999", Environments.Production);

        Assert.Contains("Outbound:AllowedHosts", Assert.Throws<OptionsValidationException>(() => outbound.Options).Message, StringComparison.Ordinal);
    }

    private static OutboundRequest Get(string address) => new(HttpMethod.Get, new Uri(address)) { Patience = TimeSpan.FromSeconds(10), MaxBytes = 1000 };
}
