using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Organizations.Activity;

/// <summary>Reads the audit log of an organization. For its admins only.</summary>
public sealed class ActivityQueries(AdCreatorDb database, MembershipGuard guard)
{
    /// <summary>Entries of one page.</summary>
    public const int PageSize = 50;

    private const int MaxChoices = 200;

    /// <summary>Entries, newest first, from a place in that order on.</summary>
    /// <param name="after">The <see cref="ActivityPage.Next"/> of the page before; null for the first page.</param>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<ActivityPage> ReadAsync(Actor actor, ActivityFilter filter, ActivityCursor? after, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var entries = await NewestFirst(Matching(context.AuditEntries.AsNoTracking(), filter), after)
            .Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        var page = entries.Take(PageSize).ToList();
        var names = await NamesAsync(context, page, cancellationToken);
        var next = entries.Count > page.Count ? new ActivityCursor(page[^1].CreatedAt, page[^1].Id) : null;
        return new ActivityPage([.. page.Select(e => RowOf(e, names))], next);
    }

    /// <summary>People and actions that the log holds, at most 200 of each: what a filter can be set to.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<ActivityChoices> ListChoicesAsync(Actor actor, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var actions = await context.AuditEntries.Select(e => e.Action).Distinct().OrderBy(a => a).Take(MaxChoices).ToListAsync(cancellationToken);
        var people = await context.People
            .Where(p => context.AuditEntries.Any(e => e.PersonId == p.Id))
            .OrderBy(p => p.DisplayName).ThenBy(p => p.Id)
            .Take(MaxChoices)
            .Select(p => new ActivityPerson(p.Id, p.DisplayName))
            .ToListAsync(cancellationToken);
        return new ActivityChoices(people, actions);
    }

    private static IQueryable<AuditEntry> Matching(IQueryable<AuditEntry> entries, ActivityFilter filter)
    {
        entries = filter.PersonId is { } person ? entries.Where(e => e.PersonId == person) : entries;
        entries = filter.Action is { } action ? entries.Where(e => e.Action == action) : entries;
        return filter.Result is { } result ? entries.Where(e => e.Result == result) : entries;
    }

    /// <summary>By instant, then by id, because ids of one millisecond do not sort by creation.</summary>
    private static IQueryable<AuditEntry> NewestFirst(IQueryable<AuditEntry> entries, ActivityCursor? after)
    {
        if (after is var (createdAt, id))
        {
            entries = entries.Where(e => e.CreatedAt <= createdAt && (e.CreatedAt < createdAt || e.Id < id));
        }

        return entries.OrderByDescending(e => e.CreatedAt).ThenByDescending(e => e.Id);
    }

    /// <summary>Names of everybody who acts on the page or is acted on, those who left included.</summary>
    private static Task<Dictionary<Guid, string>> NamesAsync(AdCreatorDbContext context, List<AuditEntry> page, CancellationToken cancellationToken)
    {
        var ids = page.Select(e => e.PersonId).Concat(page.Select(e => ActivityTarget.Parse(e.Target)).Where(t => t.Kind == "person").Select(t => t.Id!.Value)).Distinct().ToList();
        return context.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancellationToken);
    }

    private static ActivityRow RowOf(AuditEntry entry, Dictionary<Guid, string> names)
    {
        var target = ActivityTarget.Parse(entry.Target);
        return new ActivityRow
        {
            Id = entry.Id,
            CreatedAt = entry.CreatedAt,
            PersonId = entry.PersonId,
            PersonName = names.GetValueOrDefault(entry.PersonId),
            Action = entry.Action,
            Target = target with { Name = target is { Kind: "person", Id: { } id } ? names.GetValueOrDefault(id) : null },
            Result = entry.Result,
            Detail = entry.Detail,
            IpAddress = entry.IpAddress,
        };
    }
}
