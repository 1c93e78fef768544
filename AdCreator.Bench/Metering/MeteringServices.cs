using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Queries;
using AdCreator.Core.Usage.Reconciliation;
using AdCreator.Core.Usage.Reratings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdCreator.Bench.Metering;

/// <summary>The real services of metering over one database. The host is not started: nothing runs but what is measured.</summary>
internal sealed class MeteringServices : IDisposable
{
    private readonly IHost host;

    private MeteringServices(IHost host) => this.host = host;

    public AdCreatorDb Database => host.Services.GetRequiredService<AdCreatorDb>();

    public MembershipGuard Guard => host.Services.GetRequiredService<MembershipGuard>();

    public UsageReservations Reservations => host.Services.GetRequiredService<UsageReservations>();

    public UsageLedger Ledger => host.Services.GetRequiredService<UsageLedger>();

    public UsageQueries Queries => host.Services.GetRequiredService<UsageQueries>();

    public UsageExport Export => host.Services.GetRequiredService<UsageExport>();

    public ReratingService Reratings => host.Services.GetRequiredService<ReratingService>();

    public UsageRebuild Rebuild => host.Services.GetRequiredService<UsageRebuild>();

    public TimeProvider Time => host.Services.GetRequiredService<TimeProvider>();

    public static MeteringServices Open(DatabaseSettings database, TimeProvider? time = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new(UsageOptions.TrackingKey, "on")]);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.AddData();
        builder.AddOrganizations();
        builder.AddPricing();
        builder.AddUsage();
        builder.Services.AddSingleton(database);
        return new MeteringServices(builder.Build());
    }

    public void Dispose() => host.Dispose();
}
