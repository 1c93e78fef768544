using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Alerts;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage.Budgets;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Usage.Alerts;

public sealed class AlertWatchTests
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_crossing_is_raised_once_however_many_look_and_passes_lower_ones_silently(DatabaseKind kind)
    {
        await using var desk = await AlertDesk.OpenAsync(kind);
        await desk.Test.LimitAsync(desk.Admin, BudgetScope.OrganizationMonth, 10);
        await desk.SpendAsync(4.9999999999m);
        Assert.Equal(0, await desk.LookAsync());

        await desk.SpendAsync(3.0000000001m);
        var raised = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(desk.LookAsync)));

        Assert.Equal(1, raised.Sum());
        Assert.Equal(["(organization_month 50)", "organization_month 80"], await desk.RowsAsync());
        Assert.Equal(0, await desk.LookAsync());

        await desk.SpendAsync(2.5m);
        Assert.Equal(1, await desk.LookAsync());
        var alert = Assert.Single((await desk.Service.ListOpenAsync(desk.Admin, isDemo: false, Stop)).Alerts);
        Assert.Equal((AlertThreshold.Reached, 10m, 10.5m), (alert.Key.Threshold, alert.LimitUsd, alert.SettledUsd));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_new_period_begins_anew_and_a_late_call_counts_for_its_own(DatabaseKind kind)
    {
        await using var desk = await AlertDesk.OpenAsync(kind, timeZone: "Asia/Kathmandu");
        await desk.Test.LimitAsync(desk.Admin, BudgetScope.PersonDay, 10);
        var midnight = new DateTimeOffset(2026, 11, 24, 18, 15, 0, TimeSpan.Zero);
        await desk.SpendAsync(6, at: midnight.AddSeconds(-1));
        desk.Clock.Now = midnight.AddMinutes(1);

        Assert.Equal(1, await desk.LookAsync());
        Assert.Empty((await desk.Service.ListOpenAsync(desk.Admin, isDemo: false, Stop)).Alerts);

        await desk.SpendAsync(6);
        Assert.Equal(1, await desk.LookAsync());
        Assert.Equal(["person_day 50", "person_day 50"], await desk.RowsAsync());
        Assert.Equal(midnight, Assert.Single((await desk.Service.ListOpenAsync(desk.Admin, isDemo: false, Stop)).Alerts).Key.PeriodStart);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Grants_are_part_of_the_limit_and_demo_calls_are_counted_apart(DatabaseKind kind)
    {
        await using var desk = await AlertDesk.OpenAsync(kind);
        await desk.Test.LimitAsync(desk.Admin, BudgetScope.OrganizationMonth, 10);
        await desk.SpendAsync(9);
        await GrantAsync(desk, 10);

        Assert.Equal(0, await desk.LookAsync());

        await desk.SpendAsync(9, isDemo: true);
        Assert.Equal(1, await desk.LookAsync());
        Assert.Equal(["(organization_month 50 demo)", "organization_month 80 demo"], await desk.RowsAsync());
        Assert.Empty((await desk.Service.ListOpenAsync(desk.Admin, isDemo: false, Stop)).Alerts);
        Assert.Single((await desk.Service.ListOpenAsync(desk.Admin, isDemo: true, Stop)).Alerts);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_month_that_heads_above_its_limit_is_foretold_once_and_not_before_three_days_are_known(DatabaseKind kind)
    {
        await using var desk = await AlertDesk.OpenAsync(kind);
        await desk.Test.LimitAsync(desk.Admin, BudgetScope.OrganizationMonth, 29);
        for (var day = 1; day <= 3; day++)
        {
            desk.Clock.Now = new(2026, 11, day, 12, 0, 0, TimeSpan.Zero);
            await desk.SpendAsync(1);
            Assert.Equal(0, await desk.LookAsync());
        }

        desk.Clock.Now = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(1, await desk.LookAsync());
        Assert.Equal(0, await desk.LookAsync());

        var alert = Assert.Single((await desk.Service.ListOpenAsync(desk.Admin, isDemo: false, Stop)).Alerts);
        Assert.Equal((AlertThreshold.Projected, 29m, 3m, 30m), (alert.Key.Threshold, alert.LimitUsd, alert.SettledUsd, alert.ForecastUsd));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_month_that_stays_within_its_limit_is_not_foretold(DatabaseKind kind)
    {
        await using var desk = await AlertDesk.OpenAsync(kind);
        await desk.Test.LimitAsync(desk.Admin, BudgetScope.OrganizationMonth, 30);
        foreach (var day in new[] { 1, 2, 3 })
        {
            await desk.SpendAsync(1, at: new(2026, 11, day, 12, 0, 0, TimeSpan.Zero));
        }

        desk.Clock.Now = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(0, await desk.LookAsync());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Members_see_their_own_day_and_admins_everybodys_who_put_it_away(DatabaseKind kind)
    {
        await using var desk = await AlertDesk.OpenAsync(kind);
        var ann = await desk.Test.AddMemberAsync(desk.Admin.OrganizationId, email: "ann@test.local");
        var ben = await desk.Test.AddMemberAsync(desk.Admin.OrganizationId, email: "ben@test.local");
        var foreign = await desk.Test.AddActorAsync(MembershipRole.Admin, "Other Studio");
        await desk.Test.LimitAsync(desk.Admin, BudgetScope.PersonDay, 10);
        await desk.Test.LimitAsync(desk.Admin, BudgetScope.OrganizationMonth, 10);
        await desk.Test.LimitAsync(desk.Admin, BudgetScope.PersonDay, 100, ben.PersonId);
        await desk.SpendAsync(6, by: ann);
        await desk.SpendAsync(6, by: ben);

        Assert.Equal(2, await desk.LookAsync());

        var own = Assert.Single((await desk.Service.ListOpenAsync(ann, isDemo: false, Stop)).Alerts);
        Assert.True(own.IsOwn);
        Assert.Empty((await desk.Service.ListOpenAsync(ben, isDemo: false, Stop)).Alerts);
        Assert.Empty((await desk.Service.ListOpenAsync(foreign, isDemo: false, Stop)).Alerts);
        var all = await desk.Service.ListOpenAsync(desk.Admin, isDemo: false, Stop);
        Assert.Equal([null, "ann@test.local"], all.Alerts.Select(a => a.PersonName));
        await Assert.ThrowsAsync<AccessDeniedException>(() => desk.Service.DismissAsync(ann, own.Key, Stop));
        await desk.Service.DismissAsync(foreign, own.Key, Stop);
        Assert.Single((await desk.Service.ListOpenAsync(ann, isDemo: false, Stop)).Alerts);

        await desk.Service.DismissAsync(desk.Admin, own.Key, Stop);
        await desk.Service.DismissAsync(desk.Admin, all.Alerts[0].Key, Stop);

        Assert.Empty((await desk.Service.ListOpenAsync(desk.Admin, isDemo: false, Stop)).Alerts);
        Assert.Empty((await desk.Service.ListOpenAsync(ann, isDemo: false, Stop)).Alerts);
        Assert.Equal(0, await desk.LookAsync());
        await using var context = desk.Test.Database.Open(desk.Admin.OrganizationId);
        Assert.Equal(2, await context.AuditEntries.CountAsync(e => e.Action == "spending_alert_dismissed", Stop));
    }

    private static async Task GrantAsync(AlertDesk desk, decimal usd)
    {
        await using var context = desk.Test.Database.Open(desk.Admin.OrganizationId);
        await using var transaction = await context.Database.BeginTransactionAsync();
        var counter = await desk.Test.CounterAsync(desk.Admin, BudgetScope.OrganizationMonth);
        await UsageCounters.AddAsync(context, [UsageCounters.Amount(desk.Admin.OrganizationId, counter.Key, grantedUsd: usd)], Stop);
        await transaction.CommitAsync();
    }
}
