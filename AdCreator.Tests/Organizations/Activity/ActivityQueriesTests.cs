using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Tests.Data;
using Xunit;

namespace AdCreator.Tests.Organizations.Activity;

/// <summary>What admins read of the audit log.</summary>
public sealed class ActivityQueriesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Pages_hold_every_entry_once_newest_first_also_where_many_have_one_instant(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var other = await test.AddActorAsync(MembershipRole.Admin, "Other Studio");
        const int Count = 2 * ActivityQueries.PageSize + 7;
        for (var i = 0; i < Count; i++)
        {
            await WriteAsync(test, admin, "tried", $"row:{i}", AuditResult.Done, Noon.AddSeconds(i / 30));
        }

        await WriteAsync(test, other, "elsewhere", "row:1", AuditResult.Done, Noon);

        List<ActivityRow> rows = [];
        ActivityCursor? after = null;
        do
        {
            var page = await Activity(test).ReadAsync(admin, new ActivityFilter(), after, Stop);
            Assert.InRange(page.Rows.Count, 1, ActivityQueries.PageSize);
            rows.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(Count, rows.Select(r => r.Target.Kind).Distinct().Count());
        Assert.Equal(Count, rows.Count);
        Assert.Equal(rows.OrderByDescending(r => r.CreatedAt).Select(r => r.CreatedAt), rows.Select(r => r.CreatedAt));
        Assert.DoesNotContain(rows, r => r.Action == "elsewhere");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Filters_by_person_action_and_result_and_offers_what_there_is(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var member = await test.AddMemberAsync(admin.OrganizationId, email: "zoe@test.local");
        await WriteAsync(test, admin, "member_added", $"person:{member.PersonId}", AuditResult.Done, Noon);
        await WriteAsync(test, member, "access_denied", "blob:1", AuditResult.Denied, Noon.AddSeconds(1));
        await WriteAsync(test, Actor.System(admin.OrganizationId), "organization_made", "organization:1", AuditResult.Done, Noon.AddSeconds(-1));

        Assert.Equal(["access_denied", "member_added", "organization_made"], await ActionsAsync(new ActivityFilter()));
        Assert.Equal(["access_denied"], await ActionsAsync(new ActivityFilter(PersonId: member.PersonId)));
        Assert.Equal(["organization_made"], await ActionsAsync(new ActivityFilter(PersonId: Guid.Empty)));
        Assert.Equal(["member_added"], await ActionsAsync(new ActivityFilter(Action: "member_added")));
        Assert.Equal(["access_denied"], await ActionsAsync(new ActivityFilter(Result: AuditResult.Denied)));
        Assert.Empty(await ActionsAsync(new ActivityFilter(admin.PersonId, "access_denied")));
        var choices = await Activity(test).ListChoicesAsync(admin, Stop);
        Assert.Equal(["access_denied", "member_added", "organization_made"], choices.Actions);
        Assert.Equal([admin.PersonId, member.PersonId], choices.People.Select(p => p.Id).OrderBy(id => id == member.PersonId));
        var added = (await Activity(test).ReadAsync(admin, new ActivityFilter(Action: "member_added"), after: null, Stop)).Rows.Single();
        Assert.Equal("zoe@test.local", added.Target.Name);

        async Task<IEnumerable<string>> ActionsAsync(ActivityFilter filter) =>
            (await Activity(test).ReadAsync(admin, filter, after: null, Stop)).Rows.Select(r => r.Action);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A10_members_do_not_read_it_and_the_attempt_is_in_it(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var member = await test.AddMemberAsync(admin.OrganizationId);

        await Assert.ThrowsAsync<AccessDeniedException>(() => Activity(test).ReadAsync(member, new ActivityFilter(), after: null, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Activity(test).ListChoicesAsync(member, Stop));

        var rows = (await Activity(test).ReadAsync(admin, new ActivityFilter(Result: AuditResult.Denied), after: null, Stop)).Rows;
        Assert.Equal([member.PersonId, member.PersonId], rows.Select(r => r.PersonId));
        Assert.All(rows, row => Assert.Equal("203.0.113.7", row.IpAddress));
    }

    private static ActivityQueries Activity(TestDatabase test) => new(test.Database, MemberServiceTests.Guard(test));

    private static async Task WriteAsync(TestDatabase test, Actor actor, string action, string target, AuditResult result, DateTimeOffset at)
    {
        var log = new AuditLog(test.Database, new NoClientAddress(), new Usage.Queries.UsageRows.Clock(at));
        await log.WriteAsync(actor, action, target, result, detail: null, Stop);
    }
}
