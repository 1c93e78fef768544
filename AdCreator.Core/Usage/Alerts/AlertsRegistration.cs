using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Outbound;
using AdCreator.Core.Usage.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Usage.Alerts;

/// <summary>Adds alerts on spending and the webhooks that carry them.</summary>
/// <remarks>Apart from metering, which also runs in commands and benchmarks, where nobody is to be told anything.</remarks>
public static class AlertsRegistration
{
    /// <summary>Adds them. Needs metering, <see cref="SafeHttpClient"/> and an <see cref="IWebhookSecrets"/>.</summary>
    public static IHostApplicationBuilder AddAlerts(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<AlertFinder>();
        services.AddSingleton<AlertWatch>();
        services.AddSingleton<AlertService>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookDispatch>();
        services.AddSingleton(provider => new WebhookService(
            provider.GetRequiredService<AdCreatorDb>(), provider.GetRequiredService<MembershipGuard>(), provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<SafeHttpClient>(), provider.GetRequiredService<IWebhookSecrets>(), provider.GetRequiredService<WebhookSender>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => provider.GetRequiredService<AlertWatch>());
        services.AddHostedService(provider => provider.GetRequiredService<WebhookDispatch>());
        return builder;
    }
}
