using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace AdCreator.Tests.Usage.Budgets;

public sealed class ReservationShortcutTests
{
    private const decimal Cost = 0.0123456789m;

    [Fact]
    public async Task What_fits_to_the_last_digit_is_written_and_what_does_not_leaves_nothing_behind()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var shortcut = ReservationShortcut.Open(test.Database);
        var actor = await test.AddActorAsync();
        await test.LimitAsync(actor, BudgetScope.OrganizationMonth, 3 * Cost);

        Assert.True(await HoldAsync(shortcut, actor, 2));
        Assert.False(await HoldAsync(shortcut, actor, 2));
        Assert.True(await HoldAsync(shortcut, actor, 1));
        Assert.False(await HoldAsync(shortcut, actor, 1));

        Assert.Equal(3, (await MeteredProcess.ReservedAsync(test.Database, actor)).Count);
        Assert.All(await test.CountersAsync(actor), counter => Assert.Equal(3 * Cost, counter.HeldUsd));
    }

    [Fact]
    public async Task A_persons_own_limit_goes_before_everybodys_larger_or_smaller()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var shortcut = ReservationShortcut.Open(test.Database);
        var small = await test.AddActorAsync();
        var large = await test.AddMemberAsync(small.OrganizationId);
        var smallest = await test.AddMemberAsync(small.OrganizationId);
        await test.LimitAsync(small, BudgetScope.PersonDay, Cost);
        await test.LimitAsync(small, BudgetScope.PersonDay, 2 * Cost, large.PersonId);
        await test.LimitAsync(small, BudgetScope.PersonDay, Cost / 2, smallest.PersonId);

        Assert.True(await HoldAsync(shortcut, small, 1));
        Assert.False(await HoldAsync(shortcut, small, 1));
        Assert.True(await HoldAsync(shortcut, large, 2));
        Assert.False(await HoldAsync(shortcut, large, 1));
        Assert.False(await HoldAsync(shortcut, smallest, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(null)]
    public async Task What_moves_no_counter_is_left_to_the_long_way(int? costUsd)
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var shortcut = ReservationShortcut.Open(test.Database);
        var actor = await test.AddActorAsync();

        Assert.False(await shortcut.TryHoldAsync([MeteredProcess.Reservation(actor) with { CostUsdMax = costUsd }], OrganizationCalendar.Of("UTC"), CancellationToken.None));

        Assert.Empty(await MeteredProcess.ReservedAsync(test.Database, actor));
    }

    [Fact]
    public async Task Days_of_another_zone_are_not_counted_in()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var shortcut = ReservationShortcut.Open(test.Database);
        var actor = await test.AddActorAsync(timeZone: "Asia/Kathmandu");

        Assert.False(await HoldAsync(shortcut, actor, 1));

        Assert.Empty(await test.CountersAsync(actor));
    }

    /// <summary>Nothing resets these sessions, so that each must forget by itself for whom it worked.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_session_knows_no_organization_once_it_is_done(int count, bool fits)
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var context = test.Database.OpenWithoutOrganization();
        var sessions = ReservationShortcut.SessionsOf(context.Database.GetConnectionString()!);
        sessions.MaxPoolSize = 1;
        var source = NpgsqlDataSource.Create(sessions);
        await using var shortcut = new ReservationShortcut(source, context.Model);
        var actor = await test.AddActorAsync();
        await test.LimitAsync(actor, BudgetScope.OrganizationMonth, Cost);
        await using var ask = source.CreateCommand("SELECT pg_backend_pid(), current_setting('app.org', true), (SELECT count(*) FROM usage_reservations)");
        var session = (await AskAsync(ask)).Session;

        Assert.Equal(fits, await HoldAsync(shortcut, actor, count));

        var after = await AskAsync(ask);
        Assert.Equal((session, "", 0L), (after.Session, after.Organization ?? "", after.Rows));
    }

    private static Task<bool> HoldAsync(ReservationShortcut shortcut, Actor actor, int count) => shortcut.TryHoldAsync(
        [.. Enumerable.Range(0, count).Select(_ => MeteredProcess.Reservation(actor))], OrganizationCalendar.Of("UTC"), CancellationToken.None);

    private static async Task<(int Session, string? Organization, long Rows)> AskAsync(NpgsqlCommand ask)
    {
        await using var reader = await ask.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt32(0), await reader.IsDBNullAsync(1) ? null : reader.GetString(1), reader.GetInt64(2));
    }
}
