using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Core.Usage.Queries;
using AdCreator.Core.Usage.Rollups;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Alerts;

/// <summary>Finds which thresholds an organization's spending has crossed and nobody has written down yet.</summary>
internal sealed class AlertFinder(AdCreatorDb database, TimeProvider time)
{
    /// <summary>The first day of a month on which its end is foretold, and the least days that the pace is taken from.</summary>
    private const int LeastDays = 3;

    private static readonly AlertThreshold[] Percents = [AlertThreshold.Reached, AlertThreshold.FourFifths, AlertThreshold.Half];

    /// <summary>Calls settle after their period: one that ended this long ago is looked at still.</summary>
    private static readonly TimeSpan Afterglow = TimeSpan.FromMinutes(15);

    /// <summary>The alerts to raise, in the order of their keys. Several thresholds crossed at once: the highest, the others silent.</summary>
    public async Task<IReadOnlyList<SpendingAlert>> FindAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        var limits = await context.SpendingLimits.AsNoTracking().Where(l => l.Scope != BudgetScope.Run).ToListAsync(cancellationToken);
        if (limits.Count == 0)
        {
            return [];
        }

        var now = time.GetUtcNow();
        var calendar = await OrganizationCalendar.ReadAsync(context, cancellationToken);
        var periods = PeriodsAround(calendar, now);
        var starts = periods.Keys.Select(k => k.Start).Distinct().ToList();
        var counters = await context.UsageCounters.AsNoTracking()
            .Where(c => c.Scope != BudgetScope.Run && starts.Contains(c.PeriodStart) && c.SettledUsd > 0)
            .ToListAsync(cancellationToken);
        var known = (await context.SpendingAlerts.AsNoTracking().Where(a => starts.Contains(a.PeriodStart)).ToListAsync(cancellationToken))
            .Select(a => a.Key).ToHashSet();

        List<SpendingAlert> found = [];
        foreach (var counter in counters)
        {
            if (!periods.TryGetValue((counter.Scope, counter.PeriodStart), out var period)
                || BudgetGate.LimitOf(counter.Key, limits) is not { } limit
                || limit.AmountUsd + counter.GrantedUsd is not (> 0 and var most))
            {
                continue;
            }

            var place = new Place(counter, period, most, now);
            found.AddRange(Crossed(place, known));
            if (await ForetellAsync(context, calendar, place, known, cancellationToken) is { } projected)
            {
                found.Add(projected);
            }
        }

        return [.. found.OrderBy(a => a.Scope).ThenBy(a => a.SubjectId).ThenBy(a => a.PeriodStart).ThenBy(a => a.IsDemo).ThenBy(a => a.Threshold)];
    }

    private static Dictionary<(BudgetScope Scope, DateTimeOffset Start), Period> PeriodsAround(OrganizationCalendar calendar, DateTimeOffset now)
    {
        Dictionary<(BudgetScope, DateTimeOffset), Period> periods = [];
        foreach (var day in new[] { calendar.DayOf(now - Afterglow), calendar.DayOf(now) })
        {
            var (month, whole) = (calendar.Month(day), calendar.Day(day));
            periods[(BudgetScope.OrganizationMonth, month.Start)] = month;
            periods[(BudgetScope.PersonDay, whole.Start)] = whole;
        }

        return periods;
    }

    private static IEnumerable<SpendingAlert> Crossed(Place place, HashSet<AlertKey> known)
    {
        var crossed = Percents.Where(p => place.Counter.SettledUsd * 100 >= place.LimitUsd * (int)p).ToList();
        return crossed.Where(p => !known.Contains(place.Key(p))).Select(p => place.Alert(p, isSilent: p != crossed[0]));
    }

    /// <summary>The dashboard's own forecast, once a month, and only while the limit is not reached anyway.</summary>
    private static async Task<SpendingAlert?> ForetellAsync(
        AdCreatorDbContext context, OrganizationCalendar calendar, Place place, HashSet<AlertKey> known, CancellationToken cancellationToken)
    {
        var today = calendar.DayOf(place.Now);
        if (place.Counter.Scope != BudgetScope.OrganizationMonth || !place.Period.Contains(place.Now) || today.Day < LeastDays
            || place.Counter.SettledUsd >= place.LimitUsd || known.Contains(place.Key(AlertThreshold.Projected)))
        {
            return null;
        }

        await using var snapshot = await Snapshot.BeginAsync(context, cancellationToken);
        var days = await SummedDays.ReadAsync(context, cancellationToken);
        var scope = new UsageScope(
            Actor.System(context.OrganizationId), MembershipRole.Admin, new UsageFilter { Demo = place.Counter.IsDemo },
            days.Calendar.Zone.Id, today, days.Mark, HasDemoCalls: true, HasBilledCalls: true);
        var forecast = await UsageQueries.ForecastAsync(new UsageSums(context, scope), scope, known: [], cancellationToken);
        return forecast is { PaceDays: >= LeastDays } && forecast.ForecastUsd > place.LimitUsd
            ? place.Alert(AlertThreshold.Projected, isSilent: false, forecast.ForecastUsd)
            : null;
    }

    /// <summary>One counter under its limit.</summary>
    private sealed record Place(UsageCounter Counter, Period Period, decimal LimitUsd, DateTimeOffset Now)
    {
        public AlertKey Key(AlertThreshold threshold) => new(Counter.Scope, Counter.SubjectId, Counter.PeriodStart, Counter.IsDemo, threshold);

        /// <summary>A forecast is stored as finely as money is.</summary>
        public SpendingAlert Alert(AlertThreshold threshold, bool isSilent, decimal? forecastUsd = null) => new()
        {
            OrganizationId = Counter.OrganizationId, Scope = Counter.Scope, SubjectId = Counter.SubjectId, PeriodStart = Counter.PeriodStart,
            IsDemo = Counter.IsDemo, Threshold = threshold, EventId = NewId.At(Now), PeriodEnd = Period.End, LimitUsd = LimitUsd,
            SettledUsd = Counter.SettledUsd, ForecastUsd = forecastUsd is { } usd ? decimal.Round(usd, 10) : null, IsSilent = isSilent, CreatedAt = Now,
        };
    }
}
