using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Usage.Budgets;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Alerts;

/// <summary>Shows open alerts, and puts them away. Admins see their organization's, members those of their own days.</summary>
public sealed class AlertService(AdCreatorDb database, MembershipGuard guard, AuditLog audit, TimeProvider time)
{
    /// <summary>The open alerts of the periods that are under way: of each limit the highest threshold, and the forecast.</summary>
    /// <param name="isDemo">Whether those of demo calls, or of billed ones.</param>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<OpenAlerts> ListOpenAsync(Actor actor, bool isDemo, CancellationToken cancellationToken)
    {
        var isAdmin = await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken) >= MembershipRole.Admin;
        var now = time.GetUtcNow();
        await using var context = database.Open(actor.OrganizationId);
        var rows = await context.SpendingAlerts.AsNoTracking()
            .Where(a => a.IsDemo == isDemo && a.PeriodStart <= now && a.PeriodEnd > now && !a.IsSilent && a.AcknowledgedAt == null)
            .Where(a => isAdmin || (a.Scope == BudgetScope.PersonDay && a.SubjectId == actor.PersonId))
            .Select(a => new
            {
                Alert = a,
                Name = context.People.Where(p => p.Id == a.SubjectId).Select(p => p.DisplayName).SingleOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var open = rows
            .GroupBy(r => (r.Alert.Scope, r.Alert.SubjectId, IsProjected: r.Alert.Threshold == AlertThreshold.Projected))
            .Select(g => g.MaxBy(r => r.Alert.Threshold)!)
            .OrderBy(r => r.Alert.Scope).ThenByDescending(r => r.Alert.SubjectId == actor.PersonId).ThenBy(r => r.Name, StringComparer.CurrentCulture).ThenBy(r => r.Alert.Threshold)
            .Select(r => new OpenAlert(
                r.Alert.Key, r.Name, r.Alert.SubjectId == actor.PersonId, r.Alert.LimitUsd, r.Alert.SettledUsd, r.Alert.ForecastUsd, r.Alert.CreatedAt))
            .ToList();
        return new OpenAlerts([.. open.Take(OpenAlerts.Most)], Math.Max(0, open.Count - OpenAlerts.Most), isAdmin);
    }

    /// <summary>Puts an alert away for all admins, and with it those of lower thresholds. Doing it again changes nothing.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task DismissAsync(Actor actor, AlertKey alert, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        var now = time.GetUtcNow();
        await using var context = database.Open(actor.OrganizationId);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        AlertThreshold[] thresholds = alert.Threshold == AlertThreshold.Projected
            ? [AlertThreshold.Projected]
            : [.. Enum.GetValues<AlertThreshold>().Where(t => t <= alert.Threshold)];
        var changed = await context.SpendingAlerts
            .Where(a => a.Scope == alert.Scope && a.SubjectId == alert.SubjectId && a.PeriodStart == alert.PeriodStart && a.IsDemo == alert.IsDemo
                && thresholds.Contains(a.Threshold) && a.AcknowledgedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AcknowledgedAt, now).SetProperty(a => a.AcknowledgedBy, actor.PersonId), cancellationToken);
        if (changed > 0)
        {
            var subject = alert.SubjectId == Guid.Empty ? "" : $":{alert.SubjectId}";
            audit.Add(context, actor, "spending_alert_dismissed", $"limit:{SnakeCase.Of(alert.Scope)}{subject}", AuditResult.Done, SnakeCase.Of(alert.Threshold));
            await context.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
