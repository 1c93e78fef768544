using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Usage;

/// <summary>Accepts usage records without making the caller wait.</summary>
/// <remarks>A record waits only for the batch that is being written, a few milliseconds; while the database is away it waits in the spool.</remarks>
public sealed partial class UsageTracker(Channel<UsageRecord> queue, IOptions<UsageOptions> options, ILogger<UsageTracker> logger)
{
    private readonly bool isTracking = options.Value.IsTracking;

    /// <summary>Records one model call. Never throws, never waits for the database.</summary>
    public void Track(UsageRecord record)
    {
        if (isTracking && !queue.Writer.TryWrite(record))
        {
            LogStopped(record.OrganizationId, record.Operation);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage tracker has stopped: {Operation} of organization {OrganizationId} stays reserved until it is swept")]
    private partial void LogStopped(Guid organizationId, string operation);
}
