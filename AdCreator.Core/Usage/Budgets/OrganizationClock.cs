using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Usage.Reconciliation;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Budgets;

/// <summary>Changes where an organization's days and months begin, and counts its budgets anew for them.</summary>
/// <remarks>Rows and rollups stay as they are: they know instants and quarter-hours, not days.</remarks>
public sealed class OrganizationClock(AdCreatorDb database, MembershipGuard guard, AuditLog audit)
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
        await UsageLock.TakeAsync(context, cancellationToken);
        var organization = await context.Organizations.SingleAsync(o => o.Id == actor.OrganizationId, cancellationToken);
        if (organization.TimeZone == zone.Id)
        {
            return null;
        }

        audit.Add(context, actor, "time_zone_changed", $"organization:{organization.Id}", AuditResult.Done, $"{organization.TimeZone} to {zone.Id}");
        organization.TimeZone = zone.Id;
        await context.SaveChangesAsync(cancellationToken);
        await UsageRebuild.RebuildCountersAsync(context, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }
}
