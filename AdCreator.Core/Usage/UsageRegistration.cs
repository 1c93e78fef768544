using System.Threading.Channels;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Core.Usage.Queries;
using AdCreator.Core.Usage.Reconciliation;
using AdCreator.Core.Usage.Reratings;
using AdCreator.Core.Usage.Rollups;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Usage;

/// <summary>Adds metering.</summary>
public static class UsageRegistration
{
    /// <summary>Adds reservations, tracker, writer and sweeper. A wrong value under <c>Usage</c> stops the start.</summary>
    public static IHostApplicationBuilder AddUsage(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<UsageOptions>().BindConfiguration("Usage").ValidateOnStart();
        services.AddSingleton<IValidateOptions<UsageOptions>, UsageOptionsValidator>();
        services.AddSingleton(Channel.CreateUnbounded<UsageRecord>(new UnboundedChannelOptions { SingleReader = true }));
        services.AddSingleton<UsageTracker>();
        services.AddSingleton<UsageReservations>();
        services.AddSingleton<UsageHealth>();
        services.AddSingleton<UsageLedger>();
        services.AddSingleton<UsageSpool>();
        services.AddSingleton<BudgetReader>();
        services.AddSingleton<BudgetService>();
        services.AddSingleton<OrganizationClock>();
        services.AddSingleton<ReratingService>();
        services.AddSingleton<UsageQueries>();
        services.AddSingleton<UsageExport>();
        services.AddSingleton<UsageReconciler>();
        services.AddSingleton<DaySummary>();
        services.AddSingleton<UsageRebuild>();
        services.AddSingleton<UsageRetention>();
        services.AddSingleton<DriftWatch>();
        services.AddSingleton<UsageRecords>();
        services.AddSingleton<ReservationSweeper>();
        services.AddSingleton<PostgreSqlUsagePartitions>();
        services.AddHostedService<TrackingSwitch>();
        services.AddHostedService<UsageWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<ReservationSweeper>());
        services.AddHostedService(provider => provider.GetRequiredService<PostgreSqlUsagePartitions>());
        services.AddHostedService<DayWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<DriftWatch>());
        return builder;
    }
}
