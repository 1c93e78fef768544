using AdCreator.Core.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Demo;

/// <summary>Orders the sample set at the first start of the embedded default, once the program runs: in Development, on SQLite, with the demo model.</summary>
internal sealed partial class SampleSetSeeding(
    SampleSet set,
    DatabaseSettings settings,
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    IOptions<DemoOptions> options,
    IOptions<Gemini.GeminiOptions> gemini,
    ILogger<SampleSetSeeding> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Kind != DatabaseKind.Sqlite || !environment.IsDevelopment() || !options.Value.SampleSet || !gemini.Value.IsDemo)
        {
            return;
        }

        try
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            if (await set.OrderAsync(stoppingToken) is { } order)
            {
                await set.DecideAsync(order, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // It goes on at the next start.
        }
        catch (Exception fault)
        {
            // Sample data must never be why the program does not run.
            LogFault(fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sample set was not made: {Reason}")]
    private partial void LogFault(string reason);
}
