using System.Globalization;
using AdCreator.Core.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Usage;

/// <summary>Remembers across restarts since when metering is switched off, and says so at every start.</summary>
internal sealed partial class TrackingSwitch(
    IOptions<UsageOptions> options, DataDirectory directory, UsageHealth health, TimeProvider time, ILogger<TrackingSwitch> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var note = Path.Combine(directory.Path, "usage-tracking-off");
        if (options.Value.IsTracking)
        {
            File.Delete(note);
            return Task.CompletedTask;
        }

        var since = ReadOrBegin(note);
        health.TrackingIsOff(since);
        LogOff(since);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private DateTimeOffset ReadOrBegin(string note)
    {
        if (File.Exists(note)
            && DateTimeOffset.TryParse(File.ReadAllText(note), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since))
        {
            return since;
        }

        var now = time.GetUtcNow();
        File.WriteAllText(note, now.ToString("O", CultureInfo.InvariantCulture));
        return now;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage:Tracking is off since {Since:O}: model calls are paid for and not metered")]
    private partial void LogOff(DateTimeOffset since);
}
