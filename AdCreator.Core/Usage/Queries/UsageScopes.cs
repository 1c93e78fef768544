using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Reads what an actor may see, at every question anew.</summary>
internal sealed class UsageScopes(MembershipGuard guard, TimeProvider time)
{
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<UsageScope> ReadAsync(AdCreatorDbContext context, Actor actor, UsageFilter filter, CancellationToken cancellationToken)
    {
        var role = await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        var facts = await context.Organizations
            .Where(o => o.Id == actor.OrganizationId)
            .Select(o => new
            {
                o.TimeZone,
                HasDemoCalls = context.TokenUsage.Any(u => u.IsDemo),
                HasBilledCalls = context.TokenUsage.Any(u => !u.IsDemo),
            })
            .SingleAsync(cancellationToken);

        var today = OrganizationCalendar.Of(facts.TimeZone).DayOf(time.GetUtcNow());
        return new(actor, role, filter, facts.TimeZone, today, facts.HasDemoCalls, facts.HasBilledCalls);
    }
}
