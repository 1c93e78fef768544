using System.Globalization;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Queries;
using AdCreator.Core.Usage.Rollups;
using AdCreator.Tests.Data;
using Xunit;

namespace AdCreator.Tests.Usage.Queries;

public sealed class UsageQueriesTests
{
    private static readonly CancellationToken Cancel = CancellationToken.None;
    private static readonly DateTimeOffset Noon = UsageRows.Noon;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Sums_of_many_random_costs_equal_the_decimal_sum_to_the_last_digit_on_page_and_in_export(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var actor = await database.AddActorAsync(MembershipRole.Admin);
        var random = new Random(7);
        var rows = Enumerable.Range(0, 10_000)
            .Select(i => UsageRows.Of(actor, Noon.AddSeconds(-i * 200), random.NextInt64(1, 50_000_000_000) / 10_000_000_000m) with { Model = $"m{i % 7}" })
            .ToList();
        await UsageRows.AddAsync(database, rows);
        var filter = new UsageFilter { Range = new(UsagePreset.Last30Days) };

        var overview = await Queries(database).ReadOverviewAsync(actor, filter, Cancel);
        var exported = await RowsAsync(database, actor, filter);

        var sum = rows.Sum(r => r.CostUsd!.Value);
        Assert.Equal(sum, overview.Totals.CostUsd);
        Assert.Equal(sum, overview.ByDay.Sum(d => d.Totals.CostUsd));
        Assert.Equal(sum, overview.ByModel.Sum(m => m.Totals.CostUsd));
        Assert.Equal(sum, overview.ByOperation.Sum(m => m.Totals.CostUsd));
        Assert.Equal(sum, overview.ByPerson.Sum(m => m.Totals.CostUsd));
        Assert.Equal(sum, exported.Sum(r => r.CostUsd!.Value));
        Assert.Equal(rows.OrderByDescending(r => r.CreatedAt).Select(r => r.Id), exported.Select(r => r.Id));
        Assert.Equal(10_000 * 1390, overview.Totals.TotalTokens);
        Assert.Equal(30, overview.ByDay.Count);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task All_calls_of_an_ad_are_found_however_old_it_is_and_whichever_kind_they_are(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var actor = await database.AddActorAsync();
        var made = Noon.AddDays(-90);
        var ad = NewId.At(made);
        await UsageRows.AddAsync(
            database,
            UsageRows.Of(actor, made.AddMinutes(1), 0.04m) with { AdId = ad, IsDemo = true },
            UsageRows.Of(actor, made.AddDays(60), 0.02m) with { AdId = ad, IsDemo = true },
            UsageRows.Of(actor, made.AddMinutes(1), 1m) with { IsDemo = true },
            UsageRows.Of(actor, Noon, 5m));

        var overview = await Queries(database).ReadOverviewAsync(actor, UsageFilter.Default with { AdId = ad }, Cancel);

        Assert.Equal((2L, 0.06m), (overview.Totals.Calls, overview.Totals.CostUsd));
        Assert.True(overview.ShowsDemo);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Unknown_and_unpriced_calls_are_counted_apart_and_null_no_sum(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var actor = await database.AddActorAsync();
        await UsageRows.AddAsync(
            database,
            UsageRows.Of(actor, Noon, 0.0390000001m) with { CostUsdMax = 5m },
            UsageRows.Of(actor, Noon, null) with { CostState = CostState.Unknown, CostUsdMax = 0.2m, Outcome = UsageOutcome.TimedOut },
            UsageRows.Of(actor, Noon, null) with { CostState = CostState.Unpriced, Model = "new-model" },
            UsageRows.Of(actor, Noon, 0.5m) with { CostState = CostState.Estimated });

        var totals = await Queries(database).ReadTotalsAsync(actor, UsageFilter.Default, Cancel);

        Assert.Equal(
            new UsageTotals
            {
                Calls = 4,
                CostUsd = 0.5390000001m,
                InputTokens = 400,
                OutputTokens = 5160,
                TotalTokens = 5560,
                EstimatedCalls = 1,
                UnpricedCalls = 1,
                UnsettledCalls = 1,
                UnsettledAtMostUsd = 0.2m,
            },
            totals);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Members_see_their_own_calls_admins_their_organizations_and_nobody_anothers(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var admin = await database.AddActorAsync(MembershipRole.Admin);
        var member = await database.AddMemberAsync(admin.OrganizationId);
        var stranger = await database.AddActorAsync(MembershipRole.Admin, "Other Studio");
        var (ofAdmin, ofMember, ofStranger) = (UsageRows.Of(admin, Noon, 1), UsageRows.Of(member, Noon, 2), UsageRows.Of(stranger, Noon, 4));
        await UsageRows.AddAsync(database, ofAdmin, ofMember, ofStranger);
        var queries = Queries(database);

        Assert.Equal(3, (await queries.ReadTotalsAsync(admin, UsageFilter.Default, Cancel)).CostUsd);
        Assert.Equal(2, (await queries.ReadTotalsAsync(member, UsageFilter.Default, Cancel)).CostUsd);
        Assert.Equal(0, (await queries.ReadTotalsAsync(member, new() { PersonId = admin.PersonId }, Cancel)).Calls);
        Assert.Equal(0, (await queries.ReadTotalsAsync(admin, new() { PersonId = stranger.PersonId }, Cancel)).Calls);
        Assert.Equal([ofMember.Id], (await queries.ReadRecentAsync(member, UsageFilter.Default, null, Cancel)).Calls.Select(c => c.Id));
        Assert.Equal([ofMember.Id], (await RowsAsync(database, member, UsageFilter.Default)).Select(c => c.Id));
        Assert.NotNull(await queries.FindCallAsync(admin, ofMember.Id, Cancel));
        Assert.Null(await queries.FindCallAsync(member, ofAdmin.Id, Cancel));
        Assert.Null(await queries.FindCallAsync(admin, ofStranger.Id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            queries.ReadOverviewAsync(new Actor(admin.PersonId, stranger.OrganizationId), UsageFilter.Default, Cancel));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Single_days_add_up_to_their_range_around_clock_changes_in_awkward_zones(DatabaseKind kind)
    {
        string[] zones = ["UTC", "Asia/Kathmandu", "Asia/Kolkata", "Australia/Lord_Howe", "America/Havana", "Africa/Cairo", "Europe/Berlin", "Pacific/Chatham", "America/St_Johns", "Pacific/Kiritimati"];
        await using var database = await TestDatabase.CreateAsync(kind);
        foreach (var zone in zones)
        {
            var actor = await database.AddActorAsync(MembershipRole.Admin, timeZone: zone);
            var calendar = OrganizationCalendar.Of(zone);
            var first = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
            var rows = Enumerable.Range(0, 1500).Select(i => UsageRows.Of(actor, first.AddMinutes(i * 317), (i + 1) / 10_000m)).ToList();

            // The edges themselves: the last millisecond of a day and the first of the next, around every change of clocks.
            for (var day = new DateOnly(2026, 1, 2); day.Year == 2026; day = day.AddDays(1))
            {
                if (calendar.Day(day) is var d && (d.End - d.Start).TotalHours != 24)
                {
                    rows.AddRange([UsageRows.Of(actor, d.Start, 1), UsageRows.Of(actor, d.Start.AddMilliseconds(-1), 2), UsageRows.Of(actor, d.End, 3), UsageRows.Of(actor, d.End.AddMilliseconds(-1), 4)]);
                }
            }

            await UsageRows.AddAsync(database, rows);
            var year = new UsageFilter { Range = new(UsagePreset.Custom, new DateOnly(2025, 12, 31), new DateOnly(2027, 1, 1)) };

            var expected = rows.GroupBy(r => calendar.DayOf(r.CreatedAt)).ToDictionary(g => g.Key, g => g.Sum(r => r.CostUsd!.Value));
            foreach (var summedUntil in new DateTimeOffset?[] { null, first.AddHours(4567.25), first.AddYears(2) })
            {
                await SumDaysAsync(database, actor, summedUntil);

                var overview = await Queries(database).ReadOverviewAsync(actor, year, Cancel);

                Assert.Equal(rows.Sum(r => r.CostUsd), overview.ByDay.Sum(d => d.Totals.CostUsd));
                Assert.All(overview.ByDay, d => Assert.True(d.Totals.CostUsd == expected.GetValueOrDefault(d.Key), $"{zone} {d.Key}"));
            }
        }
    }

    /// <summary>Whatever is asked for, days that are summed, quarter-hours and rows give what the calls themselves add up to.</summary>
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Every_filter_and_every_two_of_them_read_the_same_however_far_days_are_summed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var random = new Random(5);
        foreach (var zone in new[] { "UTC", "Asia/Kathmandu" })
        {
            var admin = await database.AddActorAsync(MembershipRole.Admin, timeZone: zone);
            var member = await database.AddMemberAsync(admin.OrganizationId);
            var brands = new Guid?[] { null, NewId.At(Noon), NewId.At(Noon) };
            var rows = Enumerable.Range(0, 300).Select(i => UsageRows.Of(i % 3 == 0 ? member : admin, Noon.AddMinutes(-i * 47), 0.01m + i / 1_000_000m) with
            {
                BrandId = brands[random.Next(3)],
                Model = $"m{random.Next(3)}",
                Outcome = random.Next(4) == 0 ? UsageOutcome.Blocked : UsageOutcome.Succeeded,
                Operation = random.Next(2) == 0 ? UsageOperations.ReviewImage : UsageOperations.GenerateImage,
                IsDemo = random.Next(5) == 0,
            }).ToList();
            await UsageRows.AddAsync(database, rows);
            Func<UsageFilter, UsageFilter>[] parts =
            [
                f => f with { Model = "m1" }, f => f with { Operation = UsageOperations.ReviewImage }, f => f with { Outcome = UsageOutcome.Blocked },
                f => f with { PersonId = member.PersonId }, f => f with { BrandId = brands[1] }, f => f with { Demo = true }, f => f,
            ];
            var today = OrganizationCalendar.Of(zone).DayOf(Noon);
            UsageRange[] ranges = [UsageRange.Default, new(UsagePreset.Custom, today.AddDays(-6), today.AddDays(-2))];
            var filters = (from one in parts from other in parts from range in ranges select other(one(new() { Demo = false, Range = range }))).Distinct().ToList();
            foreach (var summedUntil in new DateTimeOffset?[] { null, Noon.AddHours(-77.75), Noon.AddDays(1) })
            {
                await SumDaysAsync(database, admin, summedUntil);
                foreach (var filter in filters)
                {
                    await AssertAddsUpAsync(database, admin, filter, rows, zone);
                    await AssertAddsUpAsync(database, member, filter, [.. rows.Where(r => r.UserId == member.PersonId)], zone);
                }
            }
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Recent_activity_pages_through_calls_of_one_instant_without_losing_or_repeating_any(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var actor = await database.AddActorAsync();
        var rows = Enumerable.Range(0, 130).Select(i => UsageRows.Of(actor, Noon.AddMilliseconds(-(i / 60)))).ToList();
        await UsageRows.AddAsync(database, rows);
        var (queries, seen, pages) = (Queries(database), new List<Guid>(), 0);

        UsageCursor? after = null;
        do
        {
            var page = await queries.ReadRecentAsync(actor, UsageFilter.Default, after, Cancel);
            seen.AddRange(page.Calls.Select(c => c.Id));
            after = page.Next;
            pages++;
        }
        while (after is not null);

        Assert.Equal(3, pages);
        Assert.Equal(rows.Select(r => r.Id).Order(), seen.Order());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Every_part_of_a_filter_restricts_to_its_calls(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var actor = await database.AddActorAsync();
        var (brand, run, ad) = (NewId.At(Noon), NewId.At(Noon), NewId.At(Noon));
        var wanted = UsageRows.Of(actor, Noon, 7) with
        {
            Model = "m",
            Operation = UsageOperations.ReviewImage,
            BrandId = brand,
            RunId = run,
            AdId = ad,
            Outcome = UsageOutcome.Blocked,
        };
        await UsageRows.AddAsync(database, wanted, UsageRows.Of(actor, Noon, 1), UsageRows.Of(actor, Noon.AddDays(-40), 1) with { Model = "m" });
        UsageFilter[] filters =
        [
            new() { Model = "m" }, new() { Operation = UsageOperations.ReviewImage }, new() { BrandId = brand }, new() { RunId = run },
            new() { AdId = ad }, new() { Outcome = UsageOutcome.Blocked },
        ];

        foreach (var filter in filters)
        {
            Assert.Equal(7, (await Queries(database).ReadTotalsAsync(actor, filter, Cancel)).CostUsd);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Demo_calls_are_shown_until_the_first_billed_one_and_are_a_filter_from_then_on(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var actor = await database.AddActorAsync();
        var queries = Queries(database);
        await UsageRows.AddAsync(database, UsageRows.Of(actor, Noon, 5) with { IsDemo = true, Provider = "demo" });

        var before = await queries.ReadOverviewAsync(actor, UsageFilter.Default, Cancel);
        await UsageRows.AddAsync(database, UsageRows.Of(actor, Noon.AddDays(-1), 3));
        var after = await queries.ReadOverviewAsync(actor, UsageFilter.Default, Cancel);
        var demo = await queries.ReadOverviewAsync(actor, new() { Demo = true }, Cancel);

        Assert.Equal((true, 5m, 1L), (before.ShowsDemo, before.Totals.CostUsd, before.Totals.DemoCalls));
        Assert.Equal((false, 3m, 0L), (after.ShowsDemo, after.Totals.CostUsd, after.Totals.DemoCalls));
        Assert.Equal((true, 5m), (demo.ShowsDemo, demo.Totals.CostUsd));
    }

    private static async Task AssertAddsUpAsync(TestDatabase database, Actor actor, UsageFilter filter, List<UsageRecord> rows, string zone)
    {
        var overview = await Queries(database).ReadOverviewAsync(actor, filter, Cancel);
        var calendar = OrganizationCalendar.Of(zone);
        var wanted = rows.Where(r => calendar.Days(overview.Days.First, overview.Days.Last).Contains(r.CreatedAt) && r.IsDemo == filter.Demo
            && r.Model == (filter.Model ?? r.Model) && r.Operation == (filter.Operation ?? r.Operation) && r.Outcome == (filter.Outcome ?? r.Outcome)
            && r.UserId == (filter.PersonId ?? r.UserId) && (filter.BrandId is null || r.BrandId == filter.BrandId)).ToList();

        Assert.Equal((wanted.Count, wanted.Sum(r => r.CostUsd!.Value)), (overview.Totals.Calls, overview.Totals.CostUsd));
        Assert.Equal(Sums(wanted, r => r.Model), Read(overview.ByModel, k => k));
        Assert.Equal(Sums(wanted, r => r.Operation), Read(overview.ByOperation, k => k));
        Assert.Equal(Sums(wanted, r => r.Outcome.ToString()), Read(overview.ByOutcome, k => k.ToString()));
        Assert.Equal(Sums(wanted, r => r.UserId.ToString()), Read(overview.ByPerson, k => k.Id.ToString()));
        Assert.Equal(Sums(wanted, r => (r.BrandId ?? Guid.Empty).ToString()), Read(overview.ByBrand, k => k.ToString()));
        Assert.Equal(Sums(wanted, r => calendar.DayOf(r.CreatedAt).DayNumber.ToString(CultureInfo.InvariantCulture)), Read(overview.ByDay.Where(d => d.Totals.Calls > 0), k => k.DayNumber.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(overview.Totals.CostUsd, (await Queries(database).ReadTotalsAsync(actor, filter, Cancel)).CostUsd);

        static string Sums(IEnumerable<UsageRecord> rows, Func<UsageRecord, string> key) => string.Join(
            ' ', rows.GroupBy(key).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => FormattableString.Invariant($"{g.Key}:{g.Count()}:{g.Sum(r => r.CostUsd):0.0000000000}")));

        static string Read<TKey>(IEnumerable<UsageSlice<TKey>> slices, Func<TKey, string> key) => string.Join(
            ' ', slices.OrderBy(s => key(s.Key), StringComparer.Ordinal).Select(s => FormattableString.Invariant($"{key(s.Key)}:{s.Totals.Calls}:{s.Totals.CostUsd:0.0000000000}")));
    }

    private static async Task SumDaysAsync(TestDatabase database, Actor actor, DateTimeOffset? until)
    {
        if (until is { } instant)
        {
            Assert.True(await new DaySummary(database.Database, new UsageRows.Clock(instant)).CatchUpAsync(actor.OrganizationId, Cancel));
        }
    }

    private static UsageQueries Queries(TestDatabase database) =>
        new(database.Database, database.Guard, new UsageRows.Clock(Noon));

    private static async Task<List<UsageRecord>> RowsAsync(TestDatabase database, Actor actor, UsageFilter filter)
    {
        var export = new UsageExport(database.Database, database.Guard, new UsageRows.Clock(Noon));
        var extract = await export.OpenAsync(actor, filter, Cancel);
        return await extract.Calls.ToListAsync(Cancel);
    }
}
