using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using Microsoft.Extensions.Options;

namespace AdCreator.Web.Commands;

/// <summary>Runs a command of an operator instead of the app: the first argument names it.</summary>
internal static class CommandLine
{
    /// <summary>The exit code for an unknown command or a missing argument (EX_USAGE of sysexits.h).</summary>
    public const int UsageExitCode = 64;

    private const int FailureExitCode = 1;

    private static readonly Command[] Commands =
    [
        new("migrate", [], "brings the database up to date, PostgreSQL as the tables' owner", MigrateCommand.RunAsync),
        new("backup", ["FILE"], "writes everything of this installation into one file", BackupCommand.RunAsync),
        new("restore", ["FILE"], "reads such a file into an empty installation", RestoreCommand.RunAsync),
        new("usage verify", [], "compares every organization's calls with its sums and counters", UsageCommands.VerifyAsync),
        new("usage rebuild", [], "makes sums and counters again from the calls", UsageCommands.RebuildAsync),
        new("usage retain", [], $"removes calls older than {UsageOptions.RetainMonthsKey}, PostgreSQL as the tables' owner", UsageCommands.RetainAsync),
    ];

    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>The exit code, or null when they name none and the app is to start.</returns>
    public static async Task<int?> RunAsync(string[] args)
    {
        // Settings may be given as --key value and key=value, as for the app itself.
        var words = args.TakeWhile(a => !a.StartsWith('-') && !a.Contains('=', StringComparison.Ordinal)).ToArray();
        if (words.Length == 0)
        {
            return null;
        }

        var command = Commands.SingleOrDefault(c => c.Words.Length + c.Arguments.Length == words.Length && words.Take(c.Words.Length).SequenceEqual(c.Words));
        if (command is null)
        {
            await SayUsageAsync(string.Join(' ', words));
            return UsageExitCode;
        }

        await using var app = Prepare(args[words.Length..]);
        return await RunAsync(command, words[command.Words.Length..], app.Services);
    }

    /// <summary>Database, clock and data directory, from the same settings as the app; nothing is started.</summary>
    private static WebApplication Prepare(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(LaunchDefaults.InFrontOf(settings));
        builder.UseSettingsBesideProgram();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddData();
        builder.AddUsage();
        return builder.Build();
    }

    private static async Task<int> RunAsync(Command command, string[] arguments, IServiceProvider services)
    {
        try
        {
            var faults = services.GetRequiredService<DatabaseSettings>().FindFaults();
            if (faults.Count > 0)
            {
                throw new OptionsValidationException(DataRegistration.ConnectionKey, typeof(DatabaseSettings), faults);
            }

            await Console.Out.WriteLineAsync(await command.RunAsync(services, arguments, CancellationToken.None));
            return 0;
        }
        catch (OptionsValidationException faults)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, faults.Failures));
            return StartFaults.ConfigurationExitCode;
        }
        catch (CommandException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException || DatabaseFault.Is(fault))
        {
            await Console.Error.WriteLineAsync($"{command.Name} failed and changed nothing: {fault.Message}");
        }

        return FailureExitCode;
    }

    private static async Task SayUsageAsync(string asked)
    {
        await Console.Error.WriteLineAsync($"There is no command \"{asked}\". Commands:");
        foreach (var command in Commands)
        {
            await Console.Error.WriteLineAsync($"  {$"{command.Name} {string.Join(' ', command.Arguments)}",-14} {command.Summary}");
        }
    }

    private sealed record Command(
        string Name, string[] Arguments, string Summary, Func<IServiceProvider, string[], CancellationToken, Task<string>> RunAsync)
    {
        public string[] Words => Name.Split(' ');
    }
}
