using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdCreator.Core.Usage;

/// <summary>Moves records from the tracker to the database, and by way of the spool while that is away.</summary>
/// <remarks>
/// A record waits only as long as the batch before it is written. Order is kept: while anything is spooled, what comes
/// next goes behind it. Records in hand survive every fault of the loop, because they are a field of this class.
/// </remarks>
internal sealed partial class UsageWriter(Channel<UsageRecord> queue, UsageLedger ledger, UsageSpool spool, UsageHealth health, ILogger<UsageWriter> logger)
    : BackgroundService
{
    private const int BatchSize = 1000;

    /// <summary>How often an idle writer looks for files of dead processes.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    /// <summary>A write that takes longer counts as failed: its records are spooled, and settled again later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly List<UsageRecord> inHand = [];
    private readonly Backoff retry = NewRetry();

    /// <summary>Pauses between tries while the database is away: short enough that what is spooled arrives within seconds of its return.</summary>
    /// <remarks>A try costs one connection, so nothing is gained by waiting longer.</remarks>
    internal static Backoff NewRetry() => new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Supervised.RunAsync(WriteAsync, fault => LogFault(fault, inHand.Count), stoppingToken);

    /// <summary>Stops accepting, then writes what was accepted: to the database if it answers within seconds, else to the spool.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        var stopping = Stopwatch.GetTimestamp();
        while (!spool.IsEmpty && Stopwatch.GetElapsedTime(stopping) < Patience && await ReplayAsync())
        {
            // Oldest first, as long as the database takes them.
        }

        while (FillHand() && await EmptyHandAsync())
        {
            // Until nothing is queued.
        }

        if (inHand.Count > 0)
        {
            LogLost(inHand.Count);
        }

        spool.Dispose();
    }

    private async Task WriteAsync(CancellationToken stoppingToken)
    {
        spool.TakeOver();
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!spool.IsEmpty && retry.IsDue)
            {
                await ReplayAsync();
            }

            if (FillHand())
            {
                if (!await EmptyHandAsync())
                {
                    await Task.Delay(retry.Remaining, stoppingToken);
                }
            }
            else if (!spool.IsEmpty)
            {
                await WaitAsync(retry.Remaining, stoppingToken);
            }
            else
            {
                await WaitAsync(Idle, stoppingToken);
                TakeOverWhenIdle();
            }
        }
    }

    /// <summary>Looking for dead files at every record would cost more than writing it.</summary>
    private void TakeOverWhenIdle()
    {
        if (!queue.Reader.TryPeek(out _))
        {
            spool.TakeOver();
        }
    }

    private bool FillHand()
    {
        while (inHand.Count < BatchSize && queue.Reader.TryRead(out var record))
        {
            inHand.Add(record);
        }

        return inHand.Count > 0;
    }

    /// <summary>False when neither database nor disk takes the records: they stay in hand.</summary>
    private async Task<bool> EmptyHandAsync()
    {
        if (!spool.IsEmpty || !await TrySettleAsync(inHand))
        {
            try
            {
                spool.Append(inHand);
            }
            catch (IOException exception)
            {
                LogNowhere(exception, inHand.Count);
                return false;
            }
        }

        inHand.Clear();
        return true;
    }

    private async Task<bool> ReplayAsync()
    {
        var chunk = spool.Peek(BatchSize);
        if (!await TrySettleAsync(chunk.Records))
        {
            return false;
        }

        spool.Take(chunk);
        return true;
    }

    /// <summary>False when the database is away. Records that it refuses for their content count as dealt with: quarantine has them.</summary>
    private async Task<bool> TrySettleAsync(IReadOnlyList<UsageRecord> records)
    {
        // Not tied to the stopping host: a write under way is worth its few seconds.
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            foreach (var organization in records.GroupBy(r => r.OrganizationId))
            {
                UsageRecord[] theirs = [.. organization];
                try
                {
                    await SettleAsync(organization.Key, theirs, patience.Token);
                }
                catch (Exception exception) when (UsageLock.IsBusy(exception))
                {
                    // Its sums are being counted anew: its records go to the end of the spool, and nobody else's wait for them.
                    LogBusy(organization.Key, theirs.Length);
                    spool.Append(theirs);
                }
            }
        }
        catch (Exception exception)
        {
            var next = retry.Next();
            health.DatabaseIsAway(exception.GetType().Name);
            LogAway(exception, records.Count, next);
            return false;
        }

        retry.Reset();
        health.DatabaseIsBack();
        return true;
    }

    private async Task SettleAsync(Guid organizationId, IReadOnlyList<UsageRecord> records, CancellationToken cancellationToken)
    {
        try
        {
            await ledger.SettleAsync(organizationId, records, cancellationToken);
        }
        catch (Exception exception) when (UsageLedger.IsRefusal(exception))
        {
            if (records is [var refused])
            {
                LogRefused(exception, refused.Id, organizationId);
                spool.Quarantine([SpoolFile.Line(refused)]);
                return;
            }

            // One bad record must not hold up its neighbours.
            foreach (var record in records)
            {
                await SettleAsync(organizationId, [record], cancellationToken);
            }
        }
    }

    private async Task WaitAsync(TimeSpan atMost, CancellationToken stoppingToken)
    {
        if (atMost <= TimeSpan.Zero)
        {
            return;
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        waiting.CancelAfter(atMost);
        try
        {
            await queue.Reader.WaitToReadAsync(waiting.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // Nothing came within the time.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage cannot be written to the database: {Count} records are kept on the disk, next try in {Delay}")]
    private partial void LogAway(Exception exception, int count, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} records of organization {OrganizationId} wait on the disk until its spending is counted")]
    private partial void LogBusy(Guid organizationId, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database refuses usage record {Id} of organization {OrganizationId}")]
    private partial void LogRefused(Exception exception, Guid id, Guid organizationId);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Neither database nor spool takes usage: {Count} records wait in memory")]
    private partial void LogNowhere(Exception exception, int count);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Stopped with {Count} usage records that neither database nor spool took: their reservations will show them as unsettled")]
    private partial void LogLost(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The usage writer failed with {Count} records in hand and starts again")]
    private partial void LogFault(Exception exception, int count);
}
