using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Usage.Reconciliation;
using AdCreator.Core.Usage.Rollups;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Budgets;

/// <summary>Changes where an organization's days and months begin, and counts its budgets anew for them.</summary>
/// <remarks>Rows and sums of quarter-hours stay as they are. Sums of days are made anew afterwards; until then quarter-hours and rows answer.</remarks>
public sealed class OrganizationClock(AdCreatorDb database, MembershipGuard guard, AuditLog audit, TimeProvider time)
{
    /// <summary>Every IANA zone that this machine knows, by name.</summary>
    public static IReadOnlyList<string> Zones { get; } =
        [.. TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId).Select(z => z.Id).Order(StringComparer.Ordinal)];

    /// <summary>Changes the zone. Reservations of the organization wait while its counters are counted.</summary>
    /// <param name="timeZone">IANA name such as <c>Europe/Berlin</c>.</param>
    /// <returns>What is wrong with the name, or null when it is done.</returns>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<string?> ChangeAsync(Actor actor, string timeZone, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) || !zone.HasIanaId)
        {
            return $"There is no time zone “{timeZone}”. Take one such as Europe/Berlin.";
        }

        await using var context = database.Open(actor.OrganizationId);
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(1));
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            await UsageLock.TakeAsync(context, cancellationToken);
        }
        catch (Exception exception) when (UsageLock.IsBusy(exception))
        {
            return "Past calls are being priced again at this moment. Try again in a minute.";
        }

        var organization = await context.Organizations.SingleAsync(o => o.Id == actor.OrganizationId, cancellationToken);
        if (organization.TimeZone == zone.Id)
        {
            return null;
        }

        var before = OrganizationCalendar.Of(organization.TimeZone);
        audit.Add(context, actor, "time_zone_changed", $"organization:{organization.Id}", AuditResult.Done, $"{organization.TimeZone} to {zone.Id}");
        organization.TimeZone = zone.Id;
        var grants = await ReadGrantsAsync(context, new BudgetPeriods(before), cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await DaySummary.ForgetAsync(context, cancellationToken);
        await UsageRebuild.RebuildCountersAsync(context, cancellationToken);
        await MoveGrantsAsync(context, grants, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>What was granted for the month and the day that are now: the new zone's begin at other instants.</summary>
    private async Task<List<UsageCounter>> ReadGrantsAsync(AdCreatorDbContext context, BudgetPeriods periods, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (month, day) = (periods.PeriodOf(BudgetScope.OrganizationMonth, now).Start, periods.PeriodOf(BudgetScope.PersonDay, now).Start);
        return await context.UsageCounters.AsNoTracking()
            .Where(c => c.GrantedUsd != 0
                && ((c.Scope == BudgetScope.OrganizationMonth && c.PeriodStart == month) || (c.Scope == BudgetScope.PersonDay && c.PeriodStart == day)))
            .ToListAsync(cancellationToken);
    }

    private async Task MoveGrantsAsync(AdCreatorDbContext context, List<UsageCounter> grants, CancellationToken cancellationToken)
    {
        var periods = new BudgetPeriods(await OrganizationCalendar.ReadAsync(context, cancellationToken));
        var now = time.GetUtcNow();
        await UsageCounters.AddAsync(
            context,
            grants.SelectMany(g => new[]
            {
                UsageCounters.Amount(context.OrganizationId, g.Key, grantedUsd: -g.GrantedUsd),
                UsageCounters.Amount(context.OrganizationId, g.Key with { PeriodStart = periods.PeriodOf(g.Scope, now).Start }, grantedUsd: g.GrantedUsd),
            }),
            cancellationToken);
    }
}
