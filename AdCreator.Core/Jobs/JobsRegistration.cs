using System.Globalization;
using AdCreator.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Quartz;

namespace AdCreator.Core.Jobs;

/// <summary>Adds durable background work.</summary>
public static class JobsRegistration
{
    /// <summary>Jobs that one organization runs at once, over all processes; more wait.</summary>
    private const int ConcurrencyOfOrganization = 16;

    /// <summary>Adds the job engine with its tables in the installation's database, and progress messages.</summary>
    public static IHostApplicationBuilder AddJobs(this IHostApplicationBuilder builder)
    {
        var isPostgreSql = !string.IsNullOrWhiteSpace(builder.Configuration[DataRegistration.ConnectionKey]);
        builder.Services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section)
            .Validate(o => o.AtOnce is >= JobsOptions.Fewest and <= JobsOptions.Most, $"{JobsOptions.AtOnceKey} must be {JobsOptions.Fewest} to {JobsOptions.Most}, such as 12.")
            .ValidateOnStart();
        builder.Services.AddSingleton<JobQueue>();
        builder.Services.AddSingleton<ProgressHub>();
        builder.Services.AddSingleton(services => new Lazy<ProgressHub>(services.GetRequiredService<ProgressHub>));
        if (isPostgreSql)
        {
            builder.Services.AddSingleton<PostgreSqlProgressRelay>();
            builder.Services.AddSingleton<IProgressRelay>(services => services.GetRequiredService<PostgreSqlProgressRelay>());
            builder.Services.AddHostedService(services => services.GetRequiredService<PostgreSqlProgressRelay>());
        }
        else
        {
            builder.Services.TryAddSingleton<IProgressRelay, NoRelay>();
        }

        AddEngine(builder, isPostgreSql);
        return builder;
    }

    /// <summary>Registers the handler of a kind of job.</summary>
    public static IHostApplicationBuilder AddJobHandler<TPayload, THandler>(this IHostApplicationBuilder builder)
        where THandler : class, IJobHandler<TPayload>
    {
        builder.Services.AddScoped<IJobHandler<TPayload>, THandler>();
        return builder;
    }

    private static void AddEngine(IHostApplicationBuilder builder, bool isPostgreSql)
    {
        var connection = DataRegistration.EngineConnection(builder.Configuration, builder.Environment);
        if (isPostgreSql && PostgreSqlDatabase.FindFault(connection) is not null)
        {
            // The start is refused with the reason; until then, an engine without tables stands in.
            builder.Services.AddQuartz();
            return;
        }

        // What is no number or out of range ends the start with words; until then the engine takes something that works.
        var atOnce = int.TryParse(builder.Configuration[JobsOptions.AtOnceKey], NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Math.Clamp(asked, JobsOptions.Fewest, JobsOptions.Most)
            : new JobsOptions().AtOnce;
        builder.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options =>
            {
                options.MaxBatchSize = atOnce;
                // A job that another process enqueues is seen within a second.
                options.IdleWaitTime = TimeSpan.FromSeconds(1);
                // Jobs end with the process; their rows say where the next delivery goes on.
                options.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseDefaultThreadPool(atOnce);
            quartz.UseExecutionLimits(limits =>
                limits.ForGroupsWithPrefix(JobQueue.GroupPrefix, ConcurrencyOfOrganization, isPostgreSql ? ExecutionLimitScope.Cluster : ExecutionLimitScope.Node));
            quartz.UsePersistentStore(store =>
            {
                if (isPostgreSql)
                {
                    store.UsePostgres(NpgsqlFactory.Instance, PostgreSqlDatabase.AsAppRole(connection));
                    store.UseClustering();
                }
                else
                {
                    store.UseSqlite(SqliteFactory.Instance, connection);
                    store.ProvisionSchema();
                }
            });
        });
        builder.Services.AddHostedService<JobEngine>();
    }
}
