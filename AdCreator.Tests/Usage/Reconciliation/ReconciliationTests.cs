using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Core.Usage.Reconciliation;
using AdCreator.Core.Usage.Rollups;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage.Budgets;
using AdCreator.Tests.Usage.Queries;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Usage.Reconciliation;

/// <summary>Rows, rollups, counters and live reservations say the same, whatever happened to them.</summary>
public sealed class ReconciliationTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whatever_becomes_of_calls_nothing_drifts(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var zones = new[] { "UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Los_Angeles" };
        var random = new Random(kind.GetHashCode() + 7);
        foreach (var zone in zones)
        {
            var actor = await test.AddActorAsync(name: zone, timeZone: zone);
            var colleague = await test.AddMemberAsync(actor.OrganizationId);
            await LiveAsync(test, [actor, colleague, Actor.System(actor.OrganizationId)], random);

            var drift = await new UsageReconciler(test.Database).CompareAsync(actor.OrganizationId, since: null, CancellationToken.None);

            Assert.Empty(drift.Findings);
            Assert.InRange(drift.Calls, 100, 400);
            var before = await SumsAsync(test, actor);
            await RebuildOf(test).RebuildAsync(actor.OrganizationId, CancellationToken.None);
            Assert.Equal(before, await SumsAsync(test, actor));
            Assert.Empty((await new UsageReconciler(test.Database).CompareAsync(actor.OrganizationId, since: null, CancellationToken.None)).Findings);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_sum_that_is_not_its_rows_is_found_shown_and_made_right_by_a_rebuild(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        var reconciler = new UsageReconciler(test.Database);
        await new UsageLedger(test.Database).SettleAsync(actor.OrganizationId, [MeteredProcess.Record(actor), MeteredProcess.Record(actor)], CancellationToken.None);
        await using (var context = test.Database.Open(actor.OrganizationId))
        {
            await context.UsageByPerson.ExecuteUpdateAsync(set => set.SetProperty(r => r.CostUsd, r => 1m), TestContext.Current.CancellationToken);
            await context.UsageCounters.Where(c => c.Scope == BudgetScope.OrganizationMonth).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            await context.UsageByKind.ExecuteUpdateAsync(set => set.SetProperty(r => r.Calls, 7), TestContext.Current.CancellationToken);
        }

        var drift = await reconciler.CompareAsync(actor.OrganizationId, MeteredProcess.Now, CancellationToken.None);

        Assert.Equal(["usage_by_kind", "usage_by_person", "usage_counters"], drift.Findings.Select(f => f.Where.Split(' ', ':')[0]).Order(StringComparer.Ordinal));
        Assert.Equal((1m - 0.0015000002m) + 0.0015000002m, drift.DriftUsd);
        Assert.Equal(5, drift.DriftCalls);

        await RebuildOf(test).RebuildAsync(actor.OrganizationId, CancellationToken.None);

        Assert.Empty((await reconciler.CompareAsync(actor.OrganizationId, since: null, CancellationToken.None)).Findings);
        Assert.Equal(0.0015000002m, (await test.CounterAsync(actor, BudgetScope.OrganizationMonth)).SettledUsd);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_wrong_sum_of_a_day_is_found_and_made_right_as_well(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync(timeZone: "Asia/Kathmandu");
        var reconciler = new UsageReconciler(test.Database);
        await new UsageLedger(test.Database).SettleAsync(actor.OrganizationId, [MeteredProcess.Record(actor), MeteredProcess.Record(actor)], CancellationToken.None);
        await DaysOf(test, MeteredProcess.Now.AddHours(1)).CatchUpAsync(actor.OrganizationId, CancellationToken.None);
        Assert.Empty((await reconciler.CompareAsync(actor.OrganizationId, MeteredProcess.Now, CancellationToken.None)).Findings);
        await using (var context = test.Database.Open(actor.OrganizationId))
        {
            await context.UsageDaysByKind.ExecuteUpdateAsync(set => set.SetProperty(r => r.InputTokens, 7), TestContext.Current.CancellationToken);
            await context.UsageDaysByPerson.ExecuteUpdateAsync(set => set.SetProperty(r => r.CostUsd, 7m), TestContext.Current.CancellationToken);
            await context.UsageDaysByBrand.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            await context.UsageDaysByBrandAndPerson.ExecuteUpdateAsync(set => set.SetProperty(r => r.Calls, 7), TestContext.Current.CancellationToken);
            await context.UsageDaysByBrandAndKind.ExecuteUpdateAsync(set => set.SetProperty(r => r.OutputTokens, 7), TestContext.Current.CancellationToken);
            await context.UsageDaysByPersonAndKind.ExecuteUpdateAsync(set => set.SetProperty(r => r.CostUsdMax, 7m), TestContext.Current.CancellationToken);
        }

        var drift = await reconciler.CompareAsync(actor.OrganizationId, MeteredProcess.Now, CancellationToken.None);
        await RebuildOf(test).RebuildAsync(actor.OrganizationId, CancellationToken.None);

        Assert.Equal(
            ["usage_days_by_brand", "usage_days_by_brand_and_kind", "usage_days_by_brand_and_person", "usage_days_by_kind", "usage_days_by_person", "usage_days_by_person_and_kind"],
            drift.Findings.Select(f => f.Where.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.Empty((await reconciler.CompareAsync(actor.OrganizationId, since: null, CancellationToken.None)).Findings);
    }

    /// <summary>Who settles while days are summed is counted once: before the mark moves, or by moving the days himself.</summary>
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Days_that_are_summed_while_calls_are_settled_count_each_of_them_once(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync(timeZone: "Australia/Lord_Howe");
        var ledger = new UsageLedger(test.Database);
        var summing = Task.Run(SumAsync, TestContext.Current.CancellationToken);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var batch = 0; batch < 20; batch++)
            {
                var at = MeteredProcess.Now.AddMinutes(-3 * 47 * batch - writer);
                await ledger.SettleAsync(actor.OrganizationId, [MeteredProcess.Record(actor, NewId.At(at)) with { CreatedAt = at }], CancellationToken.None);
            }
        })));
        await summing;
        Assert.True(await DaysOf(test, MeteredProcess.Now.AddHours(1)).CatchUpAsync(actor.OrganizationId, CancellationToken.None));

        async Task SumAsync()
        {
            for (var hour = -60; hour <= 0; hour++)
            {
                await DaysOf(test, MeteredProcess.Now.AddHours(hour)).CatchUpAsync(actor.OrganizationId, CancellationToken.None);
            }
        }

        await using var context = test.Database.Open(actor.OrganizationId);
        Assert.Equal(80, await context.UsageDaysByBrandAndPerson.SumAsync(r => r.Calls, TestContext.Current.CancellationToken));
        Assert.Empty((await new UsageReconciler(test.Database).CompareAsync(actor.OrganizationId, since: null, CancellationToken.None)).Findings);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_running_process_sums_the_days_of_the_calls_that_it_finds(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        await new UsageLedger(test.Database).SettleAsync(actor.OrganizationId, [MeteredProcess.Record(actor)], CancellationToken.None);

        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path, now: MeteredProcess.Now.AddHours(1));

        await using var context = test.Database.Open(actor.OrganizationId);
        await Eventually.TrueAsync(async () => await context.UsageDaysByPersonAndKind.SumAsync(r => r.Calls, TestContext.Current.CancellationToken) == 1);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_call_counts_in_the_period_of_its_instant_however_late_its_row_comes(DatabaseKind kind)
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync(timeZone: "Asia/Tokyo");
        var lastOfMonth = new DateTimeOffset(2026, 11, 30, 14, 59, 59, 999, TimeSpan.Zero);
        var reservation = MeteredProcess.Reservation(actor, NewId.At(lastOfMonth)) with { CreatedAt = lastOfMonth };
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path, now: lastOfMonth.AddHours(5));
        await process.Reservations.ReserveAsync(reservation);

        await new UsageLedger(test.Database).SettleAsync(
            actor.OrganizationId, [MeteredProcess.Record(actor, reservation.Id) with { CreatedAt = lastOfMonth }], CancellationToken.None);

        var month = await test.CounterAsync(actor, BudgetScope.OrganizationMonth);
        Assert.Equal((new DateTimeOffset(2026, 10, 31, 15, 0, 0, TimeSpan.Zero), 0.0007500001m, 0m), (month.PeriodStart, month.SettledUsd, month.HeldUsd));
        Assert.Equal(new DateTimeOffset(2026, 11, 29, 15, 0, 0, TimeSpan.Zero), (await test.CounterAsync(actor, BudgetScope.PersonDay)).PeriodStart);
    }

    private static DaySummary DaysOf(TestDatabase test, DateTimeOffset now) => new(test.Database, new UsageRows.Clock(now));

    private static UsageRebuild RebuildOf(TestDatabase test) => new(test.Database, DaysOf(test, MeteredProcess.Now.AddDays(-3)));

    /// <summary>Hundreds of calls over 40 days, which are summed by day meanwhile: reserved and settled, settled twice, swept, answered after the sweep, still under way.</summary>
    private static async Task LiveAsync(TestDatabase test, Actor[] actors, Random random)
    {
        using var folder = new TestFolder();
        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);
        var ledger = new UsageLedger(test.Database);
        var organization = actors[0].OrganizationId;
        var runs = Enumerable.Range(0, 3).Select(_ => NewId.At(MeteredProcess.Now.AddDays(-40))).ToArray();
        for (var batch = 0; batch < 40; batch++)
        {
            var calls = Enumerable.Range(0, random.Next(2, 8)).Select(_ => Call(actors, runs, random)).ToList();
            await Task.WhenAll(calls.Select(c => process.Reservations.ReserveAsync(c)));
            var records = calls.Select(c => Answer(c, random)).Where(r => r is not null).Select(r => r!).ToList();
            await ledger.SettleAsync(organization, records, CancellationToken.None);
            await DaysOf(test, MeteredProcess.Now.AddHours(24 * (batch - 40) + random.Next(24))).CatchUpAsync(organization, CancellationToken.None);
            await ledger.SettleAsync(organization, [.. records.Where(_ => random.Next(3) == 0)], CancellationToken.None);

            // What was swept as unknown may be answered after all.
            await ledger.SettleAsync(
                organization,
                [.. records.Where(r => r.CostState == CostState.Unknown && random.Next(2) == 0).Select(r => r with { CostState = CostState.Exact, CostUsd = 0.001m })],
                CancellationToken.None);
        }
    }

    private static UsageReservation Call(Actor[] actors, Guid[] runs, Random random)
    {
        var at = MeteredProcess.Now.AddMilliseconds(-random.NextInt64(40L * 24 * 3600 * 1000));
        return MeteredProcess.Reservation(actors[random.Next(actors.Length)], NewId.At(at)) with
        {
            CreatedAt = at,
            ExpiresAt = at.AddDays(90),
            CostUsdMax = random.Next(9) == 0 ? null : random.Next(1, 99999) / 1_000_000m,
            RunId = random.Next(2) == 0 ? null : runs[random.Next(runs.Length)],
            IsDemo = random.Next(4) == 0,
            BrandId = random.Next(3) == 0 ? null : runs[0],
            Model = $"model-{random.Next(3)}",
        };
    }

    private static UsageRecord? Answer(UsageReservation call, Random random)
    {
        var state = random.Next(6) switch { 0 => CostState.Unknown, 1 => CostState.Estimated, 2 => CostState.Unpriced, _ => CostState.Exact };
        return random.Next(5) == 0 ? null : MeteredProcess.Record(new Actor(call.UserId, call.OrganizationId), call.Id) with
        {
            CreatedAt = call.CreatedAt,
            CostUsdMax = call.CostUsdMax,
            CostState = state,
            RunId = call.RunId,
            BrandId = call.BrandId,
            IsDemo = call.IsDemo,
            Model = call.Model,
            CostUsd = state is CostState.Unknown or CostState.Unpriced ? null : random.Next(99999) / 10_000_000_000m,
            Outcome = random.Next(3) == 0 ? UsageOutcome.Blocked : UsageOutcome.Succeeded,
        };
    }

    private static async Task<string> SumsAsync(TestDatabase test, Actor actor)
    {
        await using var context = test.Database.Open(actor.OrganizationId);
        var counters = await context.UsageCounters.Where(c => c.SettledUsd != 0 || c.HeldUsd != 0)
            .OrderBy(c => c.Scope).ThenBy(c => c.SubjectId).ThenBy(c => c.PeriodStart).ThenBy(c => c.IsDemo)
            .Select(c => new { c.Scope, c.SubjectId, c.PeriodStart, c.IsDemo, c.SettledUsd, c.HeldUsd }).ToListAsync();
        var kinds = await context.UsageByKind.Where(r => r.Calls != 0)
            .OrderBy(r => r.Quarter).ThenBy(r => r.Model).ThenBy(r => r.Outcome).ThenBy(r => r.CostState).ThenBy(r => r.IsDemo)
            .Select(r => new { r.Quarter, r.Model, r.Outcome, r.CostState, r.IsDemo, r.Calls, r.CostUsd, r.CostUsdMax }).ToListAsync();
        return string.Join('\n', [.. counters.Select(c => c.ToString()), .. kinds.Select(k => k.ToString())]);
    }
}
