using System.Threading.Channels;

namespace AdCreator.Core.Usage;

/// <summary>Accepts usage records without making the caller wait.</summary>
public sealed class UsageTracker(Channel<UsageRecord> queue)
{
    /// <summary>Records one model call. Never throws, never waits for the database.</summary>
    public void Track(UsageRecord record) => queue.Writer.TryWrite(record);
}
