using AdCreator.Core.Data;
using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Demo;

/// <summary>Seeds the embedded default at its start: in Development, on SQLite, once its tables are there.</summary>
internal sealed class DemoSeeding(DemoSeeder seeder, DatabaseSettings settings, DatabaseMigrator migrator, IHostEnvironment environment) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Kind == DatabaseKind.Sqlite && environment.IsDevelopment() && (await migrator.FindPendingAsync(cancellationToken)).Count == 0)
        {
            await seeder.SeedAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
