using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage.Queries;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Usage.Budgets;

public sealed class BudgetServiceTests
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_limit_is_set_changed_and_lifted_and_the_log_says_by_whom(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var budgets = ServiceOf(test);

        Assert.Null(await budgets.SetLimitAsync(admin, BudgetScope.OrganizationMonth, Guid.Empty, 250, Stop));
        Assert.Null(await budgets.SetLimitAsync(admin, BudgetScope.OrganizationMonth, Guid.Empty, 99.5m, Stop));
        Assert.Equal(99.5m, (await budgets.ReadAsync(admin, isDemo: true, Stop)).MonthUsd);
        Assert.Null(await budgets.SetLimitAsync(admin, BudgetScope.OrganizationMonth, Guid.Empty, null, Stop));

        Assert.Null((await budgets.ReadAsync(admin, isDemo: true, Stop)).MonthUsd);
        Assert.Equal(["no limit to $250.00", "$250.00 to $99.50", "$99.50 to no limit"], await AuditAsync(test, admin, "limit_set"));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(0.001)]
    [InlineData(10_000_000.01)]
    public async Task An_amount_that_is_none_is_explained_and_nothing_is_stored(double usd)
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var budgets = ServiceOf(test);

        var fault = await budgets.SetLimitAsync(admin, BudgetScope.Run, Guid.Empty, (decimal)usd, Stop);

        Assert.Equal("Enter an amount from $0 to $10,000,000 in whole cents, such as 250 or 12.50.", fault);
        Assert.Null((await budgets.ReadAsync(admin, isDemo: true, Stop)).RunUsd);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_member_asks_once_and_an_admin_grants_for_this_period_or_raises_for_good(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var member = await test.AddMemberAsync(admin.OrganizationId);
        var budgets = ServiceOf(test);
        await budgets.SetLimitAsync(admin, BudgetScope.PersonDay, Guid.Empty, 1, Stop);
        var wish = new BudgetWish(BudgetScope.PersonDay, null, 0.5m, " Black Friday ", IsDemo: true);

        Assert.Null(await budgets.AskAsync(member, wish, Stop));
        Assert.Null(await budgets.AskAsync(member, wish, Stop));
        var request = Assert.Single((await budgets.ReadAsync(admin, isDemo: true, Stop)).Requests);
        Assert.Equal((0.5m, "Black Friday", BudgetAnswer.Open), (request.AmountUsd, request.Reason, request.Answer));

        Assert.Null(await budgets.AnswerAsync(admin, request.Id, BudgetAnswer.GrantedOnce, 0.25m, Stop));
        Assert.Equal("Somebody else has answered this request meanwhile.", await budgets.AnswerAsync(admin, request.Id, BudgetAnswer.Raised, 9, Stop));
        Assert.Equal(1.25m, await LimitOfAsync(test, member, UsageRows.Noon));
        Assert.Equal(1m, await LimitOfAsync(test, member, UsageRows.Noon.AddDays(1)));

        await budgets.AskAsync(member, wish, Stop);
        var second = (await budgets.ReadAsync(admin, isDemo: true, Stop)).Requests[0];
        Assert.Null(await budgets.AnswerAsync(admin, second.Id, BudgetAnswer.Raised, 0.5m, Stop));
        Assert.Equal(1.5m, await LimitOfAsync(test, member, UsageRows.Noon.AddDays(1)));
        Assert.Equal(1m, await LimitOfAsync(test, admin, UsageRows.Noon));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_set_that_is_not_ordered_is_granted_nothing_and_only_a_limit_that_is_there_is_raised(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var budgets = ServiceOf(test);
        await budgets.SetLimitAsync(admin, BudgetScope.Run, Guid.Empty, 1, Stop);
        await budgets.AskAsync(admin, new BudgetWish(BudgetScope.Run, null, 0.1m, "", IsDemo: false), Stop);
        var request = (await budgets.ReadAsync(admin, isDemo: false, Stop)).Requests[0];

        Assert.Contains("not ordered yet", await budgets.AnswerAsync(admin, request.Id, BudgetAnswer.GrantedOnce, 0.1m, Stop), StringComparison.Ordinal);
        Assert.Empty(await test.CountersAsync(admin));
        await budgets.SetLimitAsync(admin, BudgetScope.Run, Guid.Empty, null, Stop);
        Assert.Contains("no such limit", await budgets.AnswerAsync(admin, request.Id, BudgetAnswer.Raised, 0.1m, Stop), StringComparison.Ordinal);
        Assert.Equal(BudgetAnswer.Open, (await budgets.ReadAsync(admin, isDemo: false, Stop)).Requests[0].Answer);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_raises_at_once_both_count(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var budgets = ServiceOf(test);
        await budgets.SetLimitAsync(admin, BudgetScope.OrganizationMonth, Guid.Empty, 100, Stop);
        foreach (var demo in new[] { true, false })
        {
            await budgets.AskAsync(admin, new BudgetWish(BudgetScope.OrganizationMonth, null, 50, "", demo), Stop);
        }

        var requests = (await budgets.ReadAsync(admin, isDemo: false, Stop)).Requests;
        await Task.WhenAll(requests.Select(r => Task.Run(() => budgets.AnswerAsync(admin, r.Id, BudgetAnswer.Raised, 50, Stop))));

        Assert.Equal(200m, (await budgets.ReadAsync(admin, isDemo: false, Stop)).MonthUsd);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_but_an_admin_sets_or_answers_and_no_foreign_request_is_found(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var member = await test.AddActorAsync();
        var foreign = await test.AddActorAsync(MembershipRole.Admin, "Other Studio");
        var budgets = ServiceOf(test);
        await budgets.AskAsync(member, new BudgetWish(BudgetScope.OrganizationMonth, null, 5, "", false), Stop);
        await using var context = test.Database.Open(member.OrganizationId);
        var request = await context.BudgetRequests.SingleAsync(Stop);

        await Assert.ThrowsAsync<AccessDeniedException>(() => budgets.SetLimitAsync(member, BudgetScope.Run, Guid.Empty, 5, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => budgets.AnswerAsync(member, request.Id, BudgetAnswer.Raised, 5, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => budgets.ReadAsync(member, isDemo: false, Stop));
        Assert.NotNull(await budgets.AnswerAsync(foreign, request.Id, BudgetAnswer.Raised, 5, Stop));
        Assert.NotNull(await budgets.SetLimitAsync(foreign, BudgetScope.PersonDay, member.PersonId, 5, Stop));
        Assert.Equal(BudgetAnswer.Open, (await context.BudgetRequests.AsNoTracking().SingleAsync(Stop)).Answer);
    }

    private static BudgetService ServiceOf(TestDatabase test) => new(
        test.Database, test.Guard, new AuditLog(test.Database, new NoClientAddress(), TimeProvider.System), new UsageRows.Clock(UsageRows.Noon));

    private static async Task<decimal> LimitOfAsync(TestDatabase test, Actor actor, DateTimeOffset at) =>
        (await new BudgetReader(test.Database, test.Guard, new UsageRows.Clock(at)).ReadAsync(actor, runId: null, isDemo: true, Stop)).Single().LimitUsd;

    private static async Task<List<string?>> AuditAsync(TestDatabase test, Actor actor, string action)
    {
        await using var context = test.Database.Open(actor.OrganizationId);
        return await context.AuditEntries.Where(a => a.Action == action).OrderBy(a => a.CreatedAt).Select(a => a.Detail).ToListAsync(Stop);
    }
}
