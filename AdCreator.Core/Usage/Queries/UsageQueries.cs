using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Answers what was spent. Members see their own calls, admins their organization's, nobody another's.</summary>
/// <remarks>
/// Every method reads the role from the database first and throws <see cref="AccessDeniedException"/> when there is none.
/// Sums are made by the database and are exact to 10^-10 dollars.
/// </remarks>
public sealed class UsageQueries(AdCreatorDb database, MembershipGuard guard, TimeProvider time)
{
    private readonly UsageScopes scopes = new(guard, time);

    /// <summary>Totals, the comparison with the time before, and the sums by day, model, operation, outcome and person.</summary>
    public async Task<UsageOverview> ReadOverviewAsync(Actor actor, UsageFilter filter, CancellationToken cancellationToken)
    {
        await using var context = database.Open(actor.OrganizationId);
        await using var snapshot = await Snapshot.BeginAsync(context, cancellationToken);
        var scope = await scopes.ReadAsync(context, actor, filter, cancellationToken);
        var sums = new UsageSums(context, scope);

        var kinds = await sums.ByKindAsync(scope.Days, cancellationToken);
        var before = await sums.ByKindAsync(scope.PreviousDays, cancellationToken);
        var times = await sums.ByTimeAsync(scope.Days, cancellationToken);
        var people = await sums.ByPersonAsync(scope.Days, cancellationToken);
        var brands = await sums.ByBrandAsync(scope.Days, cancellationToken);
        var names = await PersonNames.ReadAsync(context, people.Select(p => p.Group.PersonId), cancellationToken);
        var byDay = ByDay(times, scope, scope.Days);

        return new()
        {
            Days = scope.Days,
            PreviousDays = scope.PreviousDays,
            TimeZone = scope.TimeZone,
            SeesOrganization = scope.SeesOrganization,
            ShowsDemo = scope.ShowsDemo,
            HasDemoCalls = scope.HasDemoCalls,
            HasBilledCalls = scope.HasBilledCalls,
            Totals = Total(kinds),
            Previous = Total(before),
            ByDay = byDay,
            ByModel = DearestFirst(Slices(kinds, k => k.Model)),
            ByOperation = DearestFirst(Slices(kinds, k => k.Operation)),
            ByOutcome = [.. Slices(kinds, k => k.Outcome).OrderByDescending(s => s.Totals.Calls)],
            ByPerson = DearestFirst(Slices(people, p => names[p.PersonId])),
            ByBrand = DearestFirst(Slices(brands, b => b.BrandId)),
            Forecast = await ForecastAsync(sums, scope, byDay, cancellationToken),
            Check = scope.SeesOrganization ? await context.UsageChecks.AsNoTracking().SingleOrDefaultAsync(cancellationToken) : null,
        };
    }

    /// <summary>The totals alone: one cheap look at whether anything changed.</summary>
    public async Task<UsageTotals> ReadTotalsAsync(Actor actor, UsageFilter filter, CancellationToken cancellationToken)
    {
        await using var context = database.Open(actor.OrganizationId);
        await using var snapshot = await Snapshot.BeginAsync(context, cancellationToken);
        var scope = await scopes.ReadAsync(context, actor, filter, cancellationToken);
        var sums = new UsageSums(context, scope);

        // What the sums by person know, they know in fewer rows.
        return scope.Asked == CallFacts.Person
            ? Total(await sums.ByPersonAsync(scope.Days, cancellationToken))
            : Total(await sums.ByKindAsync(scope.Days, cancellationToken));
    }

    /// <summary>Single calls, newest first, from a place in that order on.</summary>
    /// <param name="after">The <see cref="RecentCalls.Next"/> of the page before; null for the first page.</param>
    public async Task<RecentCalls> ReadRecentAsync(Actor actor, UsageFilter filter, UsageCursor? after, CancellationToken cancellationToken)
    {
        await using var context = database.Open(actor.OrganizationId);
        var scope = await scopes.ReadAsync(context, actor, filter, cancellationToken);
        var rows = await scope.Calls(context, scope.Days)
            .NewestFirst(after)
            .Take(RecentCalls.PageSize + 1)
            .Select(u => new RecentCall
            {
                Id = u.Id,
                CreatedAt = u.CreatedAt,
                Person = new UsagePerson(u.UserId, null),
                Operation = u.Operation,
                Model = u.Model,
                Outcome = u.Outcome,
                Attempt = u.Attempt,
                TotalTokens = u.TotalTokens,
                CostUsd = u.CostUsd,
                CostUsdMax = u.CostUsdMax,
                CostState = u.CostState,
                DurationMs = u.DurationMs,
                IsDemo = u.IsDemo,
            })
            .ToListAsync(cancellationToken);

        var page = rows.Take(RecentCalls.PageSize).ToList();
        var names = await PersonNames.ReadAsync(context, page.Select(c => c.Person.Id), cancellationToken);
        var next = rows.Count > page.Count ? new UsageCursor(page[^1].CreatedAt, page[^1].Id) : null;
        return new([.. page.Select(c => c with { Person = names[c.Person.Id] })], next);
    }

    /// <summary>One call in full; null for an id that does not exist as well as for one the actor may not see.</summary>
    public async Task<UsageCall?> FindCallAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var context = database.Open(actor.OrganizationId);
        var role = await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        var found = await UsageScope.Visible(context.TokenUsage.AsNoTracking(), actor, role)
            .Where(u => u.Id == id)
            .Select(u => new
            {
                Record = u,
                TimeZone = context.Organizations.Where(o => o.Id == actor.OrganizationId).Select(o => o.TimeZone).Single(),
                Person = context.People.Where(p => p.Id == u.UserId).Select(p => p.DisplayName).SingleOrDefault(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new(found.Record, new(found.Record.UserId, found.Person), found.TimeZone);
    }

    private static UsageTotals Total<TGroup>(IEnumerable<UsageSum<TGroup>> sums)
        where TGroup : CallGroup =>
        sums.Aggregate(UsageTotals.None, (total, sum) => total + sum.ToTotals());

    private static IEnumerable<UsageSlice<TKey>> Slices<TGroup, TKey>(IEnumerable<UsageSum<TGroup>> sums, Func<TGroup, TKey> key)
        where TGroup : CallGroup =>
        sums.GroupBy(s => key(s.Group)).Select(slice => new UsageSlice<TKey>(slice.Key, Total(slice)));

    private static List<UsageSlice<TKey>> DearestFirst<TKey>(IEnumerable<UsageSlice<TKey>> slices) =>
        [.. slices.OrderByDescending(s => s.Totals.CostUsd).ThenByDescending(s => s.Totals.Calls)];

    /// <summary>Where the month is heading; null where more than a person is asked for, and while there is no whole day to go by.</summary>
    /// <param name="known">Days that are read already; others are read.</param>
    internal static async Task<MonthForecast?> ForecastAsync(
        UsageSums sums, UsageScope scope, IReadOnlyList<UsageSlice<DateOnly>> known, CancellationToken cancellationToken)
    {
        if (!scope.AsksForEverything)
        {
            return null;
        }

        var firstOfMonth = new DateOnly(scope.Today.Year, scope.Today.Month, 1);
        var lookBack = scope.Today.AddDays(-MonthForecast.MaxPaceDays);
        var days = new UsageDays(firstOfMonth < lookBack ? firstOfMonth : lookBack, scope.Today);
        var byDay = known.Count > 0 && known[0].Key <= days.First && known[^1].Key >= days.Last
            ? known
            : ByDay(await sums.ByTimeAsync(days, cancellationToken), scope, days);
        return MonthForecast.Of(byDay.ToDictionary(d => d.Key, d => d.Totals.CostUsd), scope.Today);
    }

    private static List<UsageSlice<DateOnly>> ByDay(List<UsageSum<CallTime>> times, UsageScope scope, UsageDays range)
    {
        var days = range.Each().ToList();
        var starts = days.ConvertAll(scope.StartOf);
        var sums = Slices(times, t => LastStartedAt(starts, QuarterHour.Start(t.Number))).ToDictionary(s => s.Key, s => s.Totals);
        return [.. days.Select((day, index) => new UsageSlice<DateOnly>(day, sums.GetValueOrDefault(index) ?? UsageTotals.None))];
    }

    /// <summary>The place of the last start that is not after an instant: a day that the zone skipped starts with the next one.</summary>
    private static int LastStartedAt(List<DateTimeOffset> starts, DateTimeOffset instant)
    {
        var place = starts.BinarySearch(instant);
        place = place >= 0 ? place : ~place - 1;
        while (place + 1 < starts.Count && starts[place + 1] <= instant)
        {
            place++;
        }

        return place;
    }
}
