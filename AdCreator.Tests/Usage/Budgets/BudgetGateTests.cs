using System.Globalization;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Usage.Budgets;

public sealed class BudgetGateTests
{
    private const decimal Cost = 0.0123456789m;

    /// <summary>Repetitions; more of them are asked for by hand: <c>ADCREATOR_TEST_REPEAT=200</c>.</summary>
    private static readonly int Repeat = int.TryParse(Environment.GetEnvironmentVariable("ADCREATOR_TEST_REPEAT"), CultureInfo.InvariantCulture, out var times) ? times : 3;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_200_callers_at_once_exactly_those_that_fit_are_let_through(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var one = await MeteredProcess.StartAsync(test.Database, folder.Path);

        // A SQLite file has one process; PostgreSQL serves two that know nothing of each other.
        await using var two = kind == DatabaseKind.PostgreSql ? await MeteredProcess.StartAsync(test.Database, folder.Path) : null;
        for (var i = 0; i < Repeat; i++)
        {
            var actor = await test.AddActorAsync();
            await test.LimitAsync(actor, BudgetScope.OrganizationMonth, 25 * Cost);

            var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(caller => Task.Run(() =>
                (caller % 2 == 0 || two is null ? one : two).Reservations.ReserveAsync(MeteredProcess.Reservation(actor)))));

            Assert.Equal(25, results.Count(r => r is ReservationResult.Reserved));
            Assert.Equal(175, results.Count(r => r is ReservationResult.Refused));
            Assert.Equal(25, (await MeteredProcess.ReservedAsync(test.Database, actor)).Count);
            var counter = await test.CounterAsync(actor, BudgetScope.OrganizationMonth);
            Assert.Equal((0m, 25 * Cost), (counter.SettledUsd, counter.HeldUsd));
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_organization_that_changes_its_time_zone_reserves_in_its_new_days_at_once(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync(timeZone: "UTC");
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);
        await process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor));
        await using (var context = test.Database.OpenWithoutOrganization())
        {
            await context.Organizations.Where(o => o.Id == actor.OrganizationId)
                .ExecuteUpdateAsync(set => set.SetProperty(o => o.TimeZone, "Asia/Kathmandu"), TestContext.Current.CancellationToken);
        }

        await process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor));
        await process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor));

        var calendar = OrganizationCalendar.Of("Asia/Kathmandu");
        var today = calendar.StartOf(calendar.DayOf(MeteredProcess.Now));
        var counters = await test.CountersAsync(actor);
        Assert.Equal(2 * Cost, Assert.Single(counters, c => c.Scope == BudgetScope.PersonDay && c.PeriodStart == today).HeldUsd);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_refusal_names_the_limit_what_is_left_and_when_it_begins_anew(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync(timeZone: "Asia/Kathmandu");
        await test.LimitAsync(actor, BudgetScope.PersonDay, 0.02m);
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);

        await process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor));
        var second = await process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor));

        var limit = Assert.IsType<ReservationResult.Refused>(second).Limit;
        Assert.Equal(new LimitReached(BudgetScope.PersonDay, 0.02m, 0.02m - Cost, Cost, new DateTimeOffset(2026, 11, 24, 18, 15, 0, TimeSpan.Zero)), limit);
        Assert.Equal(
            "This call can cost up to $0.0124, and of your daily limit of $0.02 only $0.0076 is left. Nothing was sent and nothing was billed.",
            limit.Explanation);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_limit_of_ones_own_replaces_everyones_and_a_run_has_one_for_its_whole_life(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var small = await test.AddActorAsync();
        var large = await test.AddMemberAsync(small.OrganizationId);
        await test.LimitAsync(small, BudgetScope.PersonDay, Cost);
        await test.LimitAsync(small, BudgetScope.PersonDay, 3 * Cost, large.PersonId);
        await test.LimitAsync(small, BudgetScope.Run, 2 * Cost);
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);
        var run = NewId.At(MeteredProcess.Now);

        Task<ReservationResult> Reserve(Actor actor, Guid? inRun = null) =>
            process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor) with { RunId = inRun });

        Assert.IsType<ReservationResult.Reserved>(await Reserve(small));
        Assert.Equal(BudgetScope.PersonDay, Assert.IsType<ReservationResult.Refused>(await Reserve(small)).Limit.Scope);
        Assert.IsType<ReservationResult.Reserved>(await Reserve(large, run));
        Assert.IsType<ReservationResult.Reserved>(await Reserve(large, run));
        var refused = Assert.IsType<ReservationResult.Refused>(await Reserve(large, run)).Limit;
        Assert.Equal((BudgetScope.Run, null), (refused.Scope, refused.ResetsAt));
        Assert.IsType<ReservationResult.Reserved>(await Reserve(large));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_limit_set_later_knows_what_was_spent_before_and_a_grant_lifts_it_for_its_period(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);
        await process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor));
        await test.LimitAsync(actor, BudgetScope.OrganizationMonth, Cost + 0.001m);

        Assert.IsType<ReservationResult.Refused>(await process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor)));
        await test.GrantAsync(actor, BudgetScope.OrganizationMonth, Cost - 0.001m);

        Assert.IsType<ReservationResult.Reserved>(await process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor)));
        Assert.IsType<ReservationResult.Refused>(await process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor)));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_call_without_a_price_fits_into_no_limit_and_passes_where_there_is_none(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var limited = await test.AddActorAsync();
        var free = await test.AddActorAsync(name: "Free Studio");
        await test.LimitAsync(limited, BudgetScope.OrganizationMonth, 100);
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);

        var refused = await process.Reservations.ReserveAsync(MeteredProcess.Reservation(limited) with { CostUsdMax = null });
        var reserved = await process.Reservations.ReserveAsync(MeteredProcess.Reservation(free) with { CostUsdMax = null });

        Assert.Contains("has no price", Assert.IsType<ReservationResult.Refused>(refused).Limit.Explanation, StringComparison.Ordinal);
        Assert.IsType<ReservationResult.Reserved>(reserved);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Demo_calls_have_counters_of_their_own(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        await test.LimitAsync(actor, BudgetScope.OrganizationMonth, Cost);
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);

        Assert.IsType<ReservationResult.Reserved>(await process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor)));
        Assert.IsType<ReservationResult.Reserved>(await process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor) with { IsDemo = false }));
        Assert.IsType<ReservationResult.Refused>(await process.Reservations.ReserveAsync(MeteredProcess.Reservation(actor) with { IsDemo = false }));
    }
}
