using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Webhooks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdCreator.Core.Usage.Alerts;

/// <summary>Looks at every organization's spending again and again, and raises each alert once.</summary>
/// <remarks>Any number of processes may look: the row's key decides who was first, and only the first tells anybody.</remarks>
internal sealed partial class AlertWatch(AdCreatorDb database, AlertFinder finder, TimeProvider time, ILogger<AlertWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Supervised.RunAsync(WatchAsync, LogFault, stoppingToken);

    /// <summary>Looks at every organization once.</summary>
    /// <returns>How many alerts this look raised, silent ones left out.</returns>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var raised = 0;
        foreach (var organization in await database.ListOrganizationsAsync(cancellationToken))
        {
            raised += await RaiseAsync(organization, await finder.FindAsync(organization, cancellationToken), cancellationToken);
        }

        return raised;
    }

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await LookAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> RaiseAsync(Guid organizationId, IReadOnlyList<SpendingAlert> alerts, CancellationToken cancellationToken)
    {
        if (alerts.Count == 0)
        {
            return 0;
        }

        await using var context = database.Open(organizationId);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        List<SpendingAlert> raised = [];
        foreach (var alert in alerts)
        {
            if (await MissingRow.AddAsync(context, alert, cancellationToken) && !alert.IsSilent)
            {
                raised.Add(alert);
            }
        }

        await WebhookOutbox.AddAsync(context, raised, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        raised.ForEach(a => LogRaised(organizationId, a.Scope, a.Threshold, a.SettledUsd, a.LimitUsd));
        return raised.Count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Organization {OrganizationId}: {Scope} raised {Threshold}, {SettledUsd} of {LimitUsd} dollars")]
    private partial void LogRaised(Guid organizationId, Budgets.BudgetScope scope, AlertThreshold threshold, decimal settledUsd, decimal limitUsd);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Spending was not compared with its limits, next try follows")]
    private partial void LogFault(Exception exception);
}
