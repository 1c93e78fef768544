using System.Net.Sockets;
using AdCreator.Core.Data;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Options;

namespace AdCreator.Web;

/// <summary>Runs the app, and says in plain lines what keeps it from starting.</summary>
internal static class StartFaults
{
    /// <summary>The exit code for a wrong configuration (EX_CONFIG of sysexits.h).</summary>
    public const int ConfigurationExitCode = 78;

    /// <summary>Reads the settings file that lies beside the program: a plain <c>dotnet run</c> looks in the project's folder.</summary>
    /// <remarks>It comes first, so that everything else (environment, command line) overrides it.</remarks>
    public static void UseSettingsBesideProgram(this WebApplicationBuilder builder)
    {
        var source = new JsonConfigurationSource { Path = Path.Combine(AppContext.BaseDirectory, "appsettings.json"), Optional = true };
        source.ResolveFileProvider();
        builder.Configuration.Sources.Insert(0, source);
    }

    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    /// <summary>The address when nothing else is said (<c>ASPNETCORE_URLS</c>, <c>--urls</c>, a container's ports).</summary>
    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var isSaid = AddressKeys.Any(key => !string.IsNullOrEmpty(configuration[key]))
            || configuration.GetSection("Kestrel:Endpoints").Exists();
        if (!isSaid)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:5080");
        }
    }

    /// <summary>Checks every setting, and says each fault in a line of its own.</summary>
    /// <returns>The exit code when something is wrong, else null.</returns>
    public static int? FindConfigurationFaults(this WebApplication app)
    {
        try
        {
            app.Services.GetService<IStartupValidator>()?.Validate();
            return null;
        }
        catch (OptionsValidationException faults)
        {
            return Say(faults.Failures);
        }
        catch (AggregateException many) when (many.InnerExceptions.All(e => e is OptionsValidationException))
        {
            return Say(many.InnerExceptions.Cast<OptionsValidationException>().SelectMany(e => e.Failures));
        }
    }

    /// <summary>Runs until the app stops.</summary>
    /// <returns>0 after a graceful stop, 78 when the configuration is wrong or the port is taken.</returns>
    public static async Task<int> RunToEndAsync(this WebApplication app)
    {
        try
        {
            await app.MigrateEmbeddedDatabaseAsync();
            await app.StartAsync();
        }
        catch (IOException busy) when (busy.InnerException is AddressInUseException or SocketException)
        {
            return Say([$"{busy.Message.TrimEnd('.')}. Take another port: dotnet run --project AdCreator.Web -- --urls http://127.0.0.1:5081"]);
        }

        await Console.Out.WriteLineAsync($"AdCreator is at {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>The embedded database belongs to this program alone, so it is brought up to date without asking.</summary>
    private static async Task MigrateEmbeddedDatabaseAsync(this WebApplication app)
    {
        if (app.Services.GetRequiredService<DatabaseSettings>().Kind == DatabaseKind.Sqlite)
        {
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        }
    }

    private static int Say(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Console.Error.WriteLine(line);
        }

        return ConfigurationExitCode;
    }
}
