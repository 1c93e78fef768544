using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Core.Usage.Queries;
using AdCreator.Core.Usage.Reconciliation;
using AdCreator.Core.Usage.Rollups;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage.Queries;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Usage.Budgets;

public sealed class OrganizationClockTests
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Another_zone_moves_calls_into_its_months_and_days_and_keeps_what_is_held(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var lateInNovember = new DateTimeOffset(2026, 11, 30, 20, 0, 0, TimeSpan.Zero);
        await new UsageLedger(test.Database).SettleAsync(
            admin.OrganizationId, [MeteredProcess.Record(admin, NewId.At(lateInNovember)) with { CreatedAt = lateInNovember }], Stop);
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);
        await process.Reservations.ReserveAsync(MeteredProcess.Reservation(admin));
        await test.GrantAsync(admin, BudgetScope.OrganizationMonth, 5m);

        Assert.Null(await ClockOf(test).ChangeAsync(admin, "Asia/Tokyo", Stop));

        var months = (await test.CountersAsync(admin)).Where(c => c.Scope == BudgetScope.OrganizationMonth).ToDictionary(c => c.PeriodStart);
        var running = months[new DateTimeOffset(2026, 10, 31, 15, 0, 0, TimeSpan.Zero)];
        Assert.Equal((0.0123456789m, 5m), (running.HeldUsd, running.GrantedUsd));
        Assert.Equal(5m, months.Values.Sum(m => m.GrantedUsd));
        Assert.Equal(0.0007500001m, months[new DateTimeOffset(2026, 11, 30, 15, 0, 0, TimeSpan.Zero)].SettledUsd);
        Assert.Empty((await new UsageReconciler(test.Database).CompareAsync(admin.OrganizationId, since: null, Stop)).Findings);
        Assert.Equal("There is no time zone “Mars/Olympus”. Take one such as Europe/Berlin.", await ClockOf(test).ChangeAsync(admin, "Mars/Olympus", Stop));
        var member = await test.AddMemberAsync(admin.OrganizationId);
        await Assert.ThrowsAsync<AccessDeniedException>(() => ClockOf(test).ChangeAsync(member, "UTC", Stop));
    }

    /// <summary>Every zone that this machine knows, around both clock changes: single days add up to the range, to the last digit.</summary>
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task In_every_zone_single_days_add_up_to_their_range_in_sums_rows_and_budgets(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);

        // A call a quarter-hour and one millisecond before the next: whatever a zone's day begins with has one on both sides.
        DateTimeOffset[] changes = [new(2026, 3, 28, 0, 0, 0, TimeSpan.Zero), new(2026, 10, 3, 0, 0, 0, TimeSpan.Zero)];
        var instants = changes.SelectMany(start => Enumerable.Range(0, 2 * 96).SelectMany(q => new[] { start.AddMinutes(15 * q), start.AddMinutes(15 * q).AddMilliseconds(899_999) })).ToList();
        await new UsageLedger(test.Database).SettleAsync(
            admin.OrganizationId, [.. instants.Select((at, i) => MeteredProcess.Record(admin, NewId.At(at)) with { CreatedAt = at, CostUsd = 0.0000000001m * (i + 1) })], Stop);
        var costs = instants.Select((at, i) => (at, Cost: 0.0000000001m * (i + 1))).ToList();

        // Every zone on SQLite; on PostgreSQL odd and common ones, for the same sums in its SQL.
        string[] sample = ["UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia", "Africa/Cairo", "Europe/Berlin"];
        foreach (var zone in kind == DatabaseKind.Sqlite ? OrganizationClock.Zones : sample)
        {
            await SetZoneAsync(test, admin, zone);
            await AssertDaysAsync(test, admin, zone, changes, costs);
            if (sample.Contains(zone))
            {
                // The same from sums of the zone's days, half of them and all.
                await ClockOf(test).ChangeAsync(admin, zone == "UTC" ? "Asia/Tokyo" : "UTC", Stop);
                await ClockOf(test).ChangeAsync(admin, zone, Stop);
                foreach (var until in new[] { changes[0].AddHours(27), changes[1].AddDays(9) })
                {
                    Assert.True(await new DaySummary(test.Database, new UsageRows.Clock(until)).CatchUpAsync(admin.OrganizationId, Stop));
                    await AssertDaysAsync(test, admin, zone, changes, costs);
                }

                Assert.Empty((await new UsageReconciler(test.Database).CompareAsync(admin.OrganizationId, since: null, Stop)).Findings);
                await ClockOf(test).ChangeAsync(admin, "Asia/Tokyo", Stop);
            }
        }
    }

    private static async Task AssertDaysAsync(TestDatabase test, Actor admin, string zone, DateTimeOffset[] changes, List<(DateTimeOffset At, decimal Cost)> costs)
    {
        var queries = new UsageQueries(test.Database, test.Guard, new UsageRows.Clock(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)));
        var calendar = OrganizationCalendar.Of(zone);
        foreach (var start in changes)
        {
            var (first, last) = (calendar.DayOf(start.AddDays(-1)), calendar.DayOf(start.AddDays(3)));
            var filter = new UsageFilter { Range = new(UsagePreset.Custom, first, last), Demo = true };
            var overview = await queries.ReadOverviewAsync(admin, filter, Stop);
            Assert.True(overview.Totals.CostUsd == overview.ByDay.Sum(d => d.Totals.CostUsd), zone);
            foreach (var day in overview.ByDay)
            {
                var (from, to) = calendar.Day(day.Key);
                Assert.True(costs.Where(c => c.At >= from && c.At < to).Sum(c => c.Cost) == day.Totals.CostUsd, $"{zone} {day.Key}");
            }
        }
    }

    private static OrganizationClock ClockOf(TestDatabase test) =>
        new(test.Database, test.Guard, new AuditLog(test.Database, new NoClientAddress(), TimeProvider.System), new UsageRows.Clock(MeteredProcess.Now));

    private static async Task SetZoneAsync(TestDatabase test, Actor actor, string zone)
    {
        await using var context = test.Database.Open(actor.OrganizationId);
        await context.Organizations.Where(o => o.Id == actor.OrganizationId).ExecuteUpdateAsync(set => set.SetProperty(o => o.TimeZone, zone), Stop);
    }
}
