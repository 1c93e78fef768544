using AdCreator.Core.Gemini;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Demo;

/// <summary>Adds the demo model and the sample data.</summary>
public static class DemoRegistration
{
    /// <summary>Adds the services of this folder; the demo model answers only while no key is configured.</summary>
    public static IHostApplicationBuilder AddDemo(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DemoOptions>().BindConfiguration(DemoOptions.Section)
            .Validate(o => o.LatencyMs is null or (>= 0 and <= 60_000), $"{DemoOptions.Section}:{nameof(DemoOptions.LatencyMs)} must be 0 to 60000 (milliseconds), such as 0.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DemoModel>();
        services.AddTransient<DemoModelHandler>();
        services.AddSingleton<DemoSeeder>();
        services.AddSingleton<SampleUsage>();
        services.AddSingleton<SampleSet>();
        services.AddHostedService<DemoSeeding>();
        services.AddHostedService<SampleSetSeeding>();

        // Asked when a handler is made, so that a key given late (environment, secret file) counts.
        services.Configure<Microsoft.Extensions.Http.HttpClientFactoryOptions>(GeminiRegistration.HttpClientName, options =>
            options.HttpMessageHandlerBuilderActions.Add(handler =>
            {
                if (handler.Services.GetRequiredService<IOptions<GeminiOptions>>().Value.IsDemo)
                {
                    handler.PrimaryHandler = handler.Services.GetRequiredService<DemoModelHandler>();
                }
            }));
        return builder;
    }
}
