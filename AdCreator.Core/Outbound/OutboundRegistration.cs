using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Outbound;

/// <summary>Adds the way to addresses that people give.</summary>
public static class OutboundRegistration
{
    /// <summary>Adds <see cref="SafeHttpClient"/>. Exceptions under <c>Outbound</c> stop the start in Production.</summary>
    public static IHostApplicationBuilder AddOutbound(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<OutboundOptions>().BindConfiguration("Outbound").ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutboundOptions>, OutboundOptionsValidator>();
        services.AddHttpClient(SafeHttpClient.HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(provider => SafeHttpClient.CreateHandler(provider.GetRequiredService<IOptions<OutboundOptions>>().Value));
        services.AddSingleton<SafeHttpClient>();
        return builder;
    }
}
