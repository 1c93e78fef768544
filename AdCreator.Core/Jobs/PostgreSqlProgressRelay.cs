using System.Threading.Channels;
using AdCreator.Core.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AdCreator.Core.Jobs;

/// <summary>Carries hints between processes by LISTEN and NOTIFY. SQLite serves one process and needs no twin.</summary>
internal sealed partial class PostgreSqlProgressRelay(
    DatabaseSettings settings, Lazy<ProgressHub> hub, TimeProvider time, ILogger<PostgreSqlProgressRelay> logger)
    : BackgroundService, IProgressRelay
{
    private const string ChannelName = "adcreator_progress";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly string self = Guid.CreateVersion7().ToString("N");
    private readonly Channel<(Guid Organization, Guid Subject)> outbox =
        Channel.CreateBounded<(Guid, Guid)>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Send(Guid organizationId, Guid subjectId) => outbox.Writer.TryWrite((organizationId, subjectId));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(KeepAsync(ListenAsync, stoppingToken), KeepAsync(NotifyAsync, stoppingToken));

    /// <summary>Hints may be lost while the database is away: pages read the rows again when it is back.</summary>
    private async Task KeepAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFault(fault.Message);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        await using var connection = await OpenAsync(stoppingToken);
        connection.Notification += (_, message) => Receive(message.Payload);
#pragma warning disable RS0030 // LISTEN takes no parameter; the name is a constant.
        await using (var command = new NpgsqlCommand($"LISTEN {ChannelName}", connection))
#pragma warning restore RS0030
        {
            await command.ExecuteNonQueryAsync(stoppingToken);
        }

        while (true)
        {
            await connection.WaitAsync(stoppingToken);
        }
    }

    private async Task NotifyAsync(CancellationToken stoppingToken)
    {
        await using var connection = await OpenAsync(stoppingToken);
        await foreach (var (organization, subject) in outbox.Reader.ReadAllAsync(stoppingToken))
        {
#pragma warning disable RS0030 // One long-lived connection outside any context; a constant text with parameters.
            await using var command = new NpgsqlCommand("SELECT pg_notify(@channel, @payload)", connection);
#pragma warning restore RS0030
            command.Parameters.AddWithValue("channel", ChannelName);
            command.Parameters.AddWithValue("payload", $"{self} {organization} {subject}");
            await command.ExecuteNonQueryAsync(stoppingToken);
        }
    }

    private void Receive(string payload)
    {
        var parts = payload.Split(' ');
        if (parts.Length == 3 && parts[0] != self && Guid.TryParse(parts[1], out var organization) && Guid.TryParse(parts[2], out var subject))
        {
            hub.Value.Deliver(organization, subject);
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken stoppingToken)
    {
        var builder = new NpgsqlConnectionStringBuilder(PostgreSqlDatabase.AsAppRole(settings.ConnectionString)) { Pooling = false, KeepAlive = 30 };
        var connection = new NpgsqlConnection(builder.ToString());
        await connection.OpenAsync(stoppingToken);
        return connection;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Progress of other processes is not heard: {Reason}")]
    private partial void LogFault(string reason);
}
