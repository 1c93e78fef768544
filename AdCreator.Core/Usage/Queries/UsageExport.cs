using System.Runtime.CompilerServices;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Reads every call of a filter, however many, a page at a time.</summary>
public sealed class UsageExport(AdCreatorDb database, MembershipGuard guard, TimeProvider time)
{
    /// <summary>Rows held in memory at once.</summary>
    private const int PageSize = 1000;

    private readonly UsageScopes scopes = new(guard, time);

    /// <summary>What the export covers and its rows, newest first.</summary>
    /// <remarks>No connection is held between pages, so that a slow reader keeps none busy.</remarks>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<UsageExtract> OpenAsync(Actor actor, UsageFilter filter, CancellationToken cancellationToken)
    {
        await using var context = database.Open(actor.OrganizationId);
        var scope = await scopes.ReadAsync(context, actor, filter, cancellationToken);
        var name = await context.Organizations.Where(o => o.Id == actor.OrganizationId).Select(o => o.Name).SingleAsync(cancellationToken);
        return new(scope.Days, scope.ShowsDemo, ReadAsync(scope, cancellationToken)) { OrganizationName = name, Calendar = OrganizationCalendar.Of(scope.TimeZone) };
    }

    private async IAsyncEnumerable<UsageRecord> ReadAsync(UsageScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        UsageCursor? after = null;
        do
        {
            var page = await ReadPageAsync(scope, after, cancellationToken);
            foreach (var record in page)
            {
                yield return record;
            }

            after = page.Count == PageSize ? new(page[^1].CreatedAt, page[^1].Id) : null;
        }
        while (after is not null);
    }

    private async Task<List<UsageRecord>> ReadPageAsync(UsageScope scope, UsageCursor? after, CancellationToken cancellationToken)
    {
        await using var context = database.Open(scope.Actor.OrganizationId);
        return await scope.Calls(context, scope.Days)
            .AsNoTracking()
            .NewestFirst(after)
            .Take(PageSize)
            .ToListAsync(cancellationToken);
    }
}

/// <summary>The rows of one export.</summary>
/// <param name="Days">The days it covers.</param>
/// <param name="IsDemo">Whether they are demo calls.</param>
/// <param name="Rows">Newest first; read from the database while they are enumerated.</param>
public sealed record UsageExtract(UsageDays Days, bool IsDemo, IAsyncEnumerable<UsageRecord> Rows)
{
    /// <summary>Whose calls they are.</summary>
    public required string OrganizationName { get; init; }

    /// <summary>Where the organization's days and months begin.</summary>
    public required OrganizationCalendar Calendar { get; init; }
}
