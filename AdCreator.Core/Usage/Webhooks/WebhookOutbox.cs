using AdCreator.Core.Data;
using AdCreator.Core.Usage.Alerts;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Webhooks;

/// <summary>Puts events beside the rows they tell of, in the same transaction: none is lost, none is told of what was not stored.</summary>
internal static class WebhookOutbox
{
    /// <summary>Adds a delivery of each alert, where the organization has a webhook.</summary>
    public static async Task AddAsync(AdCreatorDbContext context, IReadOnlyCollection<SpendingAlert> alerts, CancellationToken cancellationToken)
    {
        if (alerts.Count == 0 || !await context.Webhooks.AnyAsync(cancellationToken))
        {
            return;
        }

        context.WebhookDeliveries.AddRange(alerts.Select(alert => new WebhookDelivery
        {
            Id = alert.EventId, OrganizationId = alert.OrganizationId, Body = WebhookEvent.Of(alert).Write(),
            State = DeliveryState.Pending, NextTryAt = alert.CreatedAt, CreatedAt = alert.CreatedAt,
        }));
        await context.SaveChangesAsync(cancellationToken);
    }
}
