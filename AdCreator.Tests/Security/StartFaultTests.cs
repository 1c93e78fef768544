using System.Net;
using System.Net.Sockets;
using Xunit;

namespace AdCreator.Tests.Security;

/// <summary>Alone on the machine, because they measure time.</summary>
[CollectionDefinition(nameof(StartFaultTests), DisableParallelization = true)]
public sealed class StartFaultCollection;

/// <summary>Security F4: a wrong setting stops the program at once, with the key's name and without its secret.</summary>
[Collection(nameof(StartFaultTests))]
public sealed class StartFaultTests
{
    private const string AnyPort = "http://127.0.0.1:0";
    private const string Password = "Xq9-password-nobody-may-see";

    public static TheoryData<string, string, string, string> WrongSettings => new()
    {
        { "Production", "Gemini:ApiVersion", "v1beta", "Authentication:Oidc:Authority is missing" },
        { "Production", "Authentication:Oidc:Authority", "http://login.example.com", "Authentication:Oidc:Authority must be an absolute https address" },
        { "Production", "Authentication:Oidc:Authority", "https://login.example.com", "Authentication:Oidc:ClientId is missing" },
        { "Development", "Authentication:Oidc:Authority", "not an address", "Authentication:Oidc:Authority must be" },
        { "Development", "Gemini:BaseUrl", "nowhere", "Gemini:BaseUrl is 'nowhere'" },
        { "Development", "Gemini:ApiVersion", "latest", "Gemini:ApiVersion is 'latest'" },
        { "Development", "Gemini:Models:Image", "models/of/mine", "Gemini:Models:Image is 'models/of/mine'" },
        { "Development", "Gemini:ApiKey", $"two words {Password}", "Gemini:ApiKey holds a space" },
        { "Development", "Usage:Tracking", "sometimes", "Usage:Tracking" },
        { "Development", "Circuits:MaxPerPerson", "0", "Circuits:MaxPerPerson" },
        { "Development", "Circuits:MaxPerPerson", "many", "Circuits:MaxPerPerson" },
        { "Development", "Demo:LatencyMs", "-1", "Demo:LatencyMs" },
        { "Development", "Jobs:AtOnce", "0", "Jobs:AtOnce" },
        { "Development", "Jobs:AtOnce", "many", "Jobs:AtOnce" },
        { "Development", "ForwardedHeaders:KnownProxies:0", "proxy.example", "ForwardedHeaders:KnownProxies" },
        { "Development", "ConnectionStrings:AdCreator", $"Database=adcreator;Password={Password}", "ConnectionStrings:AdCreator" },
        { "Development", "ConnectionStrings:AdCreator", $"Host=127.0.0.1;Multiplexing=true;Password={Password}", "ConnectionStrings:AdCreator" },
    };

    [Theory, MemberData(nameof(WrongSettings))]
    public async Task F4_a_wrong_setting_ends_the_start_with_78_and_one_line(string environment, string key, string value, string message)
    {
        await using var app = AppProcess.Start(environment, (key, value), ("ASPNETCORE_URLS", AnyPort));

        var end = await app.EndAsync();

        Assert.True(end.ExitCode == 78, $"It ended with {end.ExitCode}:\n{end.Errors}\n{end.Output}");
        Assert.Contains(message, end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Errors + end.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, end.Errors + end.Output, StringComparison.Ordinal);
        Assert.InRange(end.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task F4_a_taken_port_is_said_with_the_way_out()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var app = AppProcess.Start("Development", ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"));

        var end = await app.EndAsync();

        Assert.True(end.ExitCode == 78, $"It ended with {end.ExitCode}:\n{end.Errors}\n{end.Output}");
        Assert.Contains($"http://127.0.0.1:{port}", end.Errors, StringComparison.Ordinal);
        Assert.Contains("--urls http://127.0.0.1:5081", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Errors + end.Output, StringComparison.Ordinal);
    }
}
