using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Gemini;

/// <summary>Adds the services of this folder.</summary>
public static class GeminiRegistration
{
    /// <summary>Adds the services of this folder.</summary>
    public static IHostApplicationBuilder AddGemini(this IHostApplicationBuilder builder)
    {
        return builder;
    }
}
