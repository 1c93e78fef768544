using AdCreator.Core.Organizations;

namespace AdCreator.Core.Usage.Budgets;

/// <summary>Says which counters a call belongs to: by its one instant, however late its row arrives.</summary>
internal sealed class BudgetPeriods(OrganizationCalendar calendar)
{
    private Period? month;
    private Period? day;

    public IEnumerable<CounterKey> Of(UsageReservation call) => Of(call.CreatedAt, call.UserId, call.RunId, call.IsDemo);

    public IEnumerable<CounterKey> Of(UsageRecord call) => Of(call.CreatedAt, call.UserId, call.RunId, call.IsDemo);

    /// <summary>The period of a scope at an instant; a run's has no end.</summary>
    public Period PeriodOf(BudgetScope scope, DateTimeOffset at) => scope switch
    {
        BudgetScope.OrganizationMonth => month = Kept(month, at) ?? calendar.Month(calendar.DayOf(at)),
        BudgetScope.PersonDay => day = Kept(day, at) ?? calendar.Day(calendar.DayOf(at)),
        _ => new Period(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue),
    };

    /// <summary>The counters of a call at an instant: the organization's, and where there are such the person's and the run's.</summary>
    public IEnumerable<CounterKey> Of(DateTimeOffset at, Guid person, Guid? run, bool isDemo)
    {
        yield return Key(BudgetScope.OrganizationMonth, Guid.Empty);
        if (person != Guid.Empty)
        {
            yield return Key(BudgetScope.PersonDay, person);
        }

        if (run is { } id)
        {
            yield return Key(BudgetScope.Run, id);
        }

        CounterKey Key(BudgetScope scope, Guid subject) => new(scope, subject, PeriodOf(scope, at).Start, isDemo);
    }

    /// <summary>Calls of one batch are mostly of one day: its bounds are computed once.</summary>
    private static Period? Kept(Period? period, DateTimeOffset at) => period?.Contains(at) == true ? period : null;
}
