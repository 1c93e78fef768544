using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AdCreator.Core.Data;

/// <summary>PostgreSQL: the app acts as the role <c>adcreator_app</c>, which owns nothing and stands behind row level security.</summary>
internal static class PostgreSqlDatabase
{
    /// <summary>The role without login that migrations create; the app's login is made a member of it.</summary>
    public const string AppRole = "adcreator_app";

    private const string MigrationsAssembly = "AdCreator.Migrations";

    public static DbContextOptionsBuilder ConfigureForApp(DbContextOptionsBuilder options, string connectionString) =>
        options
            .UseNpgsql(WithPatience(AsAppRole(connectionString)), npgsql => npgsql.MigrationsAssembly(MigrationsAssembly))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(PostgreSqlTenantInterceptor.Instance);

    public static DbContextOptionsBuilder ConfigureForMigrations(DbContextOptionsBuilder options, DatabaseSettings settings)
    {
        var login = new NpgsqlConnectionStringBuilder(settings.ConnectionString).Username;
        return options
            .UseNpgsql(settings.MigrationsConnectionString, npgsql => npgsql.MigrationsAssembly(MigrationsAssembly))
            .UseSnakeCaseNamingConvention()
            .UseSeeding((context, _) => LetLoginActAsApp(context, login))
            .UseAsyncSeeding((context, _, _) =>
            {
                LetLoginActAsApp(context, login);
                return Task.CompletedTask;
            });
    }

    /// <summary>The connection string with the start-up option that makes every session act as the app's role.</summary>
    /// <remarks>The option survives the reset between two users of a pooled connection.</remarks>
    public static string AsAppRole(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Options = $"{builder.Options} -c role={AppRole}".Trim();
        builder.ApplicationName ??= "AdCreator";
        return builder.ToString();
    }

    /// <summary>The connection string with limits under which a page that asks twice says within ten seconds that it got no answer.</summary>
    /// <remarks>What the operator's own string says wins. Migrations and the job engine keep Npgsql's limits.</remarks>
    private static string WithPatience(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        foreach (var (name, limit) in new[] { ("Timeout", 4), ("Command Timeout", 4), ("Cancellation Timeout", 500) })
        {
            if (!builder.ShouldSerialize(name))
            {
                builder[name] = limit;
            }
        }

        return builder.ToString();
    }

    /// <summary>What is wrong with a connection string, or null.</summary>
    public static string? FindFault(string connectionString)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString);
            if (builder.NoResetOnClose || builder.Multiplexing)
            {
                return "\"No Reset On Close\" and \"Multiplexing\" must stay off: both hand one organization's session to the next user of the connection";
            }

            return string.IsNullOrEmpty(builder.Host) ? "names no Host, for example Host=localhost;Database=adcreator;Username=adcreator" : null;
        }
        catch (ArgumentException)
        {
            return "is not a PostgreSQL connection string, for example Host=localhost;Database=adcreator;Username=adcreator";
        }
    }

    /// <summary>Runs after every migration, so that a new login needs no new migration.</summary>
    private static void LetLoginActAsApp(DbContext context, string? login)
    {
        context.Database.ExecuteSql(
            $"""
            SELECT set_config('adcreator.login', {login ?? ""}, false);
            DO $grant$
            DECLARE login text := current_setting('adcreator.login');
            BEGIN
                IF login <> '' AND NOT pg_has_role(login, 'adcreator_app', 'MEMBER') THEN
                    EXECUTE format('GRANT adcreator_app TO %I', login);
                END IF;
            END
            $grant$;
            """);
    }
}
