using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Reads every call of a filter, however many, a page at a time.</summary>
public sealed class UsageExport(AdCreatorDb database, MembershipGuard guard, TimeProvider time)
{
    /// <summary>Rows of one question; twice as many are in memory at once.</summary>
    private const int PageSize = 4_000;

    private readonly UsageScopes scopes = new(guard, time);

    /// <summary>What the export covers and its rows, newest first.</summary>
    /// <remarks>No connection is held while a page is waited for to be taken, so that a slow reader keeps none busy.</remarks>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<UsageExtract> OpenAsync(Actor actor, UsageFilter filter, CancellationToken cancellationToken)
    {
        await using var context = database.Open(actor.OrganizationId);
        var scope = await scopes.ReadAsync(context, actor, filter, cancellationToken);
        var name = await context.Organizations.Where(o => o.Id == actor.OrganizationId).Select(o => o.Name).SingleAsync(cancellationToken);
        return new(scope.Days, scope.ShowsDemo)
        {
            Calls = ReadAsync(scope, call => call, call => new(call.CreatedAt, call.Id), cancellationToken),
            Rows = ReadAsync(scope, UsageCsvRow.Of, row => new(row.CreatedAt, row.Id), cancellationToken),
            OrganizationName = name,
            Calendar = OrganizationCalendar.Of(scope.TimeZone),
        };
    }

    private async IAsyncEnumerable<TRow> ReadAsync<TRow>(
        UsageScope scope, Expression<Func<UsageRecord, TRow>> columns, Func<TRow, UsageCursor> placeOf, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRow : class
    {
        var pages = PagesAhead.ReadAsync<TRow>(
            PageSize, (after, stop) => ReadPageAsync(scope, columns, after is null ? null : placeOf(after), stop), cancellationToken);
        await foreach (var page in pages)
        {
            foreach (var row in page)
            {
                yield return row;
            }
        }
    }

    private async Task<List<TRow>> ReadPageAsync<TRow>(
        UsageScope scope, Expression<Func<UsageRecord, TRow>> columns, UsageCursor? after, CancellationToken cancellationToken)
    {
        await using var context = database.Open(scope.Actor.OrganizationId);
        return await scope.Calls(context, scope.Days)
            .AsNoTracking()
            .NewestFirst(after)
            .Take(PageSize)
            .Select(columns)
            .ToListAsync(cancellationToken);
    }
}

/// <summary>The calls of one export, newest first. They are read from the database while they are enumerated, whole or as columns for <see cref="UsageCsv"/>.</summary>
/// <param name="Days">The days it covers.</param>
/// <param name="IsDemo">Whether they are demo calls.</param>
public sealed record UsageExtract(UsageDays Days, bool IsDemo)
{
    /// <summary>The calls in full.</summary>
    public required IAsyncEnumerable<UsageRecord> Calls { get; init; }

    /// <summary>The same calls for a line each.</summary>
    public required IAsyncEnumerable<UsageCsvRow> Rows { get; init; }

    /// <summary>Whose calls they are.</summary>
    public required string OrganizationName { get; init; }

    /// <summary>Where the organization's days and months begin.</summary>
    public required OrganizationCalendar Calendar { get; init; }
}
