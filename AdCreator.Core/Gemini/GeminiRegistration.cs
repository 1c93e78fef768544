using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Gemini;

/// <summary>Adds the models: client, policies, meter and <see cref="GeminiService"/>.</summary>
public static class GeminiRegistration
{
    /// <summary>The HTTP client of every Gemini client; its primary handler may be replaced, its policies stay.</summary>
    public const string HttpClientName = "gemini";

    /// <summary>Adds <see cref="GeminiService"/> (one per scope) and what it needs.</summary>
    public static IHostApplicationBuilder AddGemini(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<GeminiOptions>()
            .BindConfiguration(GeminiOptions.Section)
            .PostConfigure<IConfiguration>(ReadKeyOfEnvironment)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<GeminiOptions>, ValidateGeminiOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddTransient<GeminiPolicyHandler>();
        services.AddHttpClient(HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            .AddHttpMessageHandler<GeminiPolicyHandler>();
#if GOOGLE_GENAI
        services.AddSingleton<IGeminiClient, GoogleGenAIClient>();
#else
        services.AddSingleton<IGeminiClient, HttpGeminiClient>();
#endif
        services.AddSingleton<GeminiBreaker>();
        services.AddSingleton<GeminiCosts>();
        services.AddScoped<GeminiMeter>();
        services.AddScoped<GeminiAttempts>();
        services.AddScoped<GeminiService>();
        return builder;
    }

    private static void ReadKeyOfEnvironment(GeminiOptions options, IConfiguration configuration)
    {
        if (options.IsDemo && configuration["GEMINI_API_KEY"] is { } key)
        {
            options.ApiKey = new Secret(key);
        }
    }

    /// <summary>Redirects are not followed: the key would go with them.</summary>
    private static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    };
}
