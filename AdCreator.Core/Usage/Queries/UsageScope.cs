using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Rollups;

namespace AdCreator.Core.Usage.Queries;

/// <summary>What one actor may see of what was asked for, settled before any call is read.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="Role">The role as read from the database just now.</param>
/// <param name="Filter">What was asked for.</param>
/// <param name="TimeZone">The organization's IANA time zone.</param>
/// <param name="Today">The organization's date at this moment.</param>
/// <param name="SummedUntil">The first quarter-hour whose calls are not in the sums of days yet; see <see cref="DaysMark"/>.</param>
/// <param name="HasDemoCalls">Whether the organization has demo calls.</param>
/// <param name="HasBilledCalls">Whether the organization has billed calls.</param>
internal sealed record UsageScope(
    Actor Actor, MembershipRole Role, UsageFilter Filter, string TimeZone, DateOnly Today, long SummedUntil, bool HasDemoCalls, bool HasBilledCalls)
{
    private readonly OrganizationCalendar calendar = OrganizationCalendar.Of(TimeZone);

    public bool SeesOrganization => Role >= MembershipRole.Admin;

    public bool ShowsDemo => Filter.Demo ?? (HasDemoCalls && !HasBilledCalls);

    public UsageDays Days => Filter.Range.On(Today);

    public UsageDays PreviousDays => Filter.Range.Before(Today);

    public DateTimeOffset StartOf(DateOnly day) => calendar.StartOf(day);

    /// <summary>What the calls that are asked for, and allowed, are told apart by.</summary>
    public CallFacts Asked =>
        (Filter is { Model: null, Operation: null, Outcome: null } ? CallFacts.None : CallFacts.Kind)
        | (Filter.PersonId is null && SeesOrganization ? CallFacts.None : CallFacts.Person)
        | (Filter.BrandId is null ? CallFacts.None : CallFacts.Brand)
        | (Filter.OneThing is null ? CallFacts.None : CallFacts.Thing);

    /// <summary>Whether nothing restricts what the role allows to see.</summary>
    public bool AsksForEverything => Filter is { Model: null, Operation: null, Outcome: null, PersonId: null, BrandId: null, OneThing: null };

    /// <summary>Sums of the models, operations and outcomes that are asked for.</summary>
    public IQueryable<TSums> OfKinds<TSums>(IQueryable<TSums> sums)
        where TSums : UsageRollup, ISumsByKind
    {
        sums = Filter.Model is { } model ? sums.Where(r => r.Model == model) : sums;
        sums = Filter.Operation is { } operation ? sums.Where(r => r.Operation == operation) : sums;
        return Filter.Outcome is { } outcome ? sums.Where(r => r.Outcome == outcome) : sums;
    }

    /// <summary>Sums of the people that are asked for and may be seen.</summary>
    public IQueryable<TSums> OfPeople<TSums>(IQueryable<TSums> sums)
        where TSums : UsageRollup, ISumsByPerson
    {
        sums = SeesOrganization ? sums : sums.Where(r => r.UserId == Actor.PersonId);
        return Filter.PersonId is { } person ? sums.Where(r => r.UserId == person) : sums;
    }

    /// <summary>Sums of the brand that is asked for.</summary>
    public IQueryable<TSums> OfBrands<TSums>(IQueryable<TSums> sums)
        where TSums : UsageRollup, ISumsByBrand =>
        Filter.BrandId is { } brand ? sums.Where(r => r.BrandId == brand) : sums;

    /// <summary>Sums of demo calls or of billed ones.</summary>
    public IQueryable<TSums> OfDemo<TSums>(IQueryable<TSums> sums)
        where TSums : UsageRollup
    {
        var demo = ShowsDemo;
        return sums.Where(r => r.IsDemo == demo);
    }

    /// <summary>The quarter-hours of some days. Days of any zone in use begin and end with one of UTC.</summary>
    public QuarterHours Quarters(UsageDays days)
    {
        var (start, end) = calendar.Days(days.First, days.Last);
        return new(QuarterHour.NumberOf(start), QuarterHour.NumberOf(end));
    }

    /// <summary>The calls of some days that are both asked for and allowed.</summary>
    public IQueryable<UsageRecord> Calls(AdCreatorDbContext context, UsageDays days) =>
        Calls(context, Quarters(days));

    /// <summary>The calls of some quarter-hours that are both asked for and allowed.</summary>
    public IQueryable<UsageRecord> Calls(AdCreatorDbContext context, QuarterHours quarters) =>
        Matching(Visible(context.TokenUsage, Actor, Role).Within(quarters.First, quarters.Beyond));

    /// <summary>The calls that a role lets an actor see: the organization's for an admin, else the own ones.</summary>
    public static IQueryable<UsageRecord> Visible(IQueryable<UsageRecord> calls, Actor actor, MembershipRole role)
    {
        var own = calls.Where(u => u.OrganizationId == actor.OrganizationId);
        return role >= MembershipRole.Admin ? own : own.Where(u => u.UserId == actor.PersonId);
    }

    /// <summary>The calls for the run and the ad that are asked for.</summary>
    public static IQueryable<UsageRecord> OfThing(IQueryable<UsageRecord> calls, UsageFilter filter)
    {
        calls = filter.RunId is { } run ? calls.Where(u => u.RunId == run) : calls;
        return filter.AdId is { } ad ? calls.Where(u => u.AdId == ad) : calls;
    }

    private IQueryable<UsageRecord> Matching(IQueryable<UsageRecord> calls)
    {
        var demo = ShowsDemo;
        calls = calls.Where(u => u.IsDemo == demo);
        calls = Filter.Model is { } model ? calls.Where(u => u.Model == model) : calls;
        calls = Filter.Operation is { } operation ? calls.Where(u => u.Operation == operation) : calls;
        calls = Filter.PersonId is { } person ? calls.Where(u => u.UserId == person) : calls;
        calls = Filter.BrandId is { } brand ? calls.Where(u => u.BrandId == brand) : calls;
        calls = OfThing(calls, Filter);
        return Filter.Outcome is { } outcome ? calls.Where(u => u.Outcome == outcome) : calls;
    }
}

/// <summary>What calls are told apart by.</summary>
[Flags]
internal enum CallFacts
{
    None = 0,

    /// <summary>Model, operation and outcome.</summary>
    Kind = 1,
    Person = 2,
    Brand = 4,

    /// <summary>One ad or one set.</summary>
    Thing = 8,
}
