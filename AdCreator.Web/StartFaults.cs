using System.Net.Sockets;
using AdCreator.Core.Data;
using AdCreator.Core.Gemini;
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
        List<string> faults = [.. app.Services.GetRequiredService<DatabaseSettings>().FindFaults()];
        try
        {
            app.Services.GetService<IStartupValidator>()?.Validate();
        }
        catch (Exception fault) when (LinesOf(fault) is { } lines)
        {
            faults.AddRange(lines);
        }

        return faults.Count == 0 ? null : Say(faults);
    }

    /// <summary>The lines of a fault in the settings; null for a fault of another kind.</summary>
    private static IReadOnlyList<string>? LinesOf(Exception fault) => fault switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException many when many.InnerExceptions.Select(LinesOf).ToList() is var all && all.All(lines => lines is not null) => [.. all.SelectMany(lines => lines!)],
        // The binder names value, key and type; the value is no secret, because secrets are texts and texts always bind.
        InvalidOperationException { InnerException: ArgumentException or FormatException } unreadable when unreadable.Message.Contains(':', StringComparison.Ordinal) => [unreadable.Message],
        _ => null,
    };

    /// <summary>Runs until the app stops.</summary>
    /// <returns>0 after a graceful stop, 78 when the configuration is wrong or the port is taken.</returns>
    public static async Task<int> RunToEndAsync(this WebApplication app)
    {
        try
        {
            if (await app.FindLoginFaultAsync() is { } fault)
            {
                return Say([fault]);
            }

            await app.MigrateEmbeddedDatabaseAsync();
            await app.AnnounceRealModelAsync();
            await app.StartAsync();
        }
        catch (IOException busy) when (busy.InnerException is AddressInUseException or SocketException)
        {
            // The job engine has started by then, and its threads would keep the process.
            await app.StopAsync();
            return Say([$"{busy.Message.TrimEnd('.')}. Take another port: dotnet run --project AdCreator.Web -- --urls http://127.0.0.1:5081"]);
        }

        await Console.Out.WriteLineAsync($"AdCreator is at {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>A key in the environment may surprise its owner: it is said before it costs anything.</summary>
    private static async Task AnnounceRealModelAsync(this WebApplication app)
    {
        var gemini = app.Services.GetRequiredService<IOptions<GeminiOptions>>().Value;
        if (!gemini.IsDemo)
        {
            await Console.Out.WriteLineAsync(
                $"A Gemini API key is set: AdCreator uses the real models {gemini.Models.Image} and {gemini.Models.Text} at {gemini.BaseUrl}, and calls cost money.");
        }
    }

    /// <summary>Outside Development the app's login must stand behind the walls; while the database is away, readiness asks again.</summary>
    private static async Task<string?> FindLoginFaultAsync(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            return null;
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        try
        {
            return await app.Services.GetRequiredService<DatabaseLogin>().FindFaultAsync(patience.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException || DatabaseFault.Is(fault))
        {
            return null;
        }
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
