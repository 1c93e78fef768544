using AdCreator.Core.Gemini;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace AdCreator.Tests.Gemini;

public sealed class GeminiSettingsTests
{
    private const string OtherKey = "AIzaOtherKeyOtherKeyOtherKeyOtherKey123";

    [Theory]
    [InlineData("Gemini:BaseUrl", "generativelanguage.googleapis.com", "https://generativelanguage.googleapis.com")]
    [InlineData("Gemini:BaseUrl", "ftp://models.example", "absolute http or https address")]
    [InlineData("Gemini:BaseUrl", "https://models.example/?key=1", "absolute http or https address")]
    [InlineData("Gemini:ApiVersion", "beta", "such as v1beta or v1")]
    [InlineData("Gemini:Models:Image", "models/gemini-nano-banana-2.1", "a model id without a path")]
    [InlineData("Gemini:Models:Text", "", "a model id without a path")]
    [InlineData("Gemini:TextTimeout", "00:00:00", "at most an hour")]
    [InlineData("Gemini:ImageTimeout", "01:00:01", "at most an hour")]
    [InlineData("Gemini:Backoff", "00:01:01", "at most a minute")]
    public async Task Wrong_value_stops_the_start_and_names_its_key_and_a_right_one(string key, string value, string right)
    {
        using var host = HostWith((key, value));

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        var message = Assert.Single(fault.Failures);
        Assert.StartsWith($"{key} is '{value}'", message);
        Assert.Contains(right, message);
    }

    [Fact]
    public void Wrong_key_is_named_and_never_repeated()
    {
        using var host = HostWith(("Gemini:ApiKey", "my secret key"));

        var fault = Assert.Throws<OptionsValidationException>(() => OptionsOf(host));

        Assert.StartsWith("Gemini:ApiKey ", Assert.Single(fault.Failures));
        Assert.DoesNotContain("secret", fault.ToString());
    }

    [Fact]
    public void Without_settings_the_demo_model_answers()
    {
        using var host = HostWith();

        Assert.True(OptionsOf(host).IsDemo);
    }

    [Theory]
    [InlineData(null, OtherKey, OtherKey)]
    [InlineData("", OtherKey, OtherKey)]
    [InlineData(GeminiBench.Key, OtherKey, GeminiBench.Key)]
    [InlineData(null, $" {OtherKey}\n", OtherKey)]
    public void Key_of_the_environment_counts_where_none_is_configured(string? configured, string environment, string expected)
    {
        using var host = HostWith(("Gemini:ApiKey", configured), ("GEMINI_API_KEY", environment));

        var options = OptionsOf(host);

        Assert.False(options.IsDemo);
        Assert.Equal(expected, options.ApiKey!.Reveal());
        Assert.DoesNotContain(expected, options.ToString());
    }

    [Fact]
    public async Task Key_of_the_environment_is_the_one_that_is_sent()
    {
        await using var bench = await GeminiBench.StartAsync(new() { ["Gemini:ApiKey"] = "", ["GEMINI_API_KEY"] = OtherKey });

        await bench.AskAsync(TestContext.Current.CancellationToken);

        Assert.Equal(OtherKey, Assert.Single(bench.Server.Calls).Key);
        Assert.Equal("google", Assert.Single(bench.Rows()).Provider);
    }

    [Theory]
    [InlineData(GeminiBench.Key)]
    [InlineData("")]
    public async Task Environment_variables_of_the_official_SDK_redirect_nothing(string key)
    {
        Dictionary<string, string> foreign = new()
        {
            ["GOOGLE_GEMINI_BASE_URL"] = "http://127.0.0.1:1",
            ["GOOGLE_VERTEX_BASE_URL"] = "http://127.0.0.1:1",
            ["GOOGLE_GENAI_API_VERSION"] = "v9",
            ["GOOGLE_GENAI_USE_ENTERPRISE"] = "true",
            ["GOOGLE_GENAI_USE_VERTEXAI"] = "true",
            ["GOOGLE_API_KEY"] = OtherKey,
        };
        await using var bench = await GeminiBench.StartAsync(new() { ["Gemini:ApiKey"] = key });
        foreign.ToList().ForEach(v => Environment.SetEnvironmentVariable(v.Key, v.Value));
        try
        {
            await bench.AskAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            foreign.Keys.ToList().ForEach(name => Environment.SetEnvironmentVariable(name, null));
        }

        var call = Assert.Single(bench.Server.Calls);
        Assert.Equal("/v1beta/models/gemini-3.8-flash:generateContent", call.Path);
        Assert.NotEqual(OtherKey, call.Key);
    }

    private static GeminiOptions OptionsOf(IHost host) => host.Services.GetRequiredService<IOptions<GeminiOptions>>().Value;

    private static IHost HostWith(params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value)));
        builder.AddGemini();
        return builder.Build();
    }
}
