using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Organizations.Members;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Organizations;

/// <summary>Who belongs to an organization, and who may decide it.</summary>
public sealed class MemberServiceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Add_makes_a_known_person_a_member_and_writes_it_down(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var other = await test.AddActorAsync(name: "Other Studio");
        await using var context = test.Database.Open(other.OrganizationId);
        var email = await context.People.Where(p => p.Id == other.PersonId).Select(p => p.Email).SingleAsync(Stop);

        var result = await Members(test).AddAsync(admin, $"  {email.ToUpperInvariant()} ", MembershipRole.Admin, Stop);

        Assert.IsType<AddMemberResult.Added>(result);
        Assert.Equal(MembershipRole.Admin, await Guard(test).FindRoleAsync(admin with { PersonId = other.PersonId }, Stop));
        Assert.Equal(["member_added"], await ActionsAsync(test, admin, AuditResult.Done));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Add_makes_an_invitation_that_waits_for_the_first_sign_in_with_the_verified_address(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var members = Members(test);

        Assert.IsType<AddMemberResult.Invited>(await members.AddAsync(admin, "New@Example.com", MembershipRole.Admin, Stop));
        Assert.IsType<AddMemberResult.AlreadyInvited>(await members.AddAsync(admin, "new@example.com", MembershipRole.Member, Stop));
        var stranger = await People(test).SignInAsync(new ProviderIdentity("https://login", "1", "new@example.com", EmailVerified: false, "Stranger"), Stop);
        var person = await People(test).SignInAsync(new ProviderIdentity("https://login", "2", "NEW@example.com", EmailVerified: true, "New"), Stop);

        Assert.Null(await Guard(test).FindRoleAsync(admin with { PersonId = stranger!.Id }, Stop));
        Assert.Equal(MembershipRole.Admin, await Guard(test).FindRoleAsync(admin with { PersonId = person!.Id }, Stop));
        Assert.Empty((await members.ListAsync(admin, 1, Stop)).Invitations);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Removed_members_are_out_at_once_and_do_not_come_back_by_an_old_invitation(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var identity = new ProviderIdentity("https://login", "1", "new@example.com", EmailVerified: true, "New");
        await Members(test).AddAsync(admin, "new@example.com", MembershipRole.Member, Stop);
        var person = await People(test).SignInAsync(identity, Stop);

        Assert.Equal(MemberChange.Done, await Members(test).RemoveAsync(admin, person!.Id, Stop));
        await People(test).SignInAsync(identity, Stop);

        Assert.Null(await Guard(test).FindRoleAsync(admin with { PersonId = person.Id }, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_right_to_approve_is_given_and_taken_by_admins_alone_and_written_down(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var member = await test.AddMemberAsync(admin.OrganizationId);
        var stranger = await test.AddActorAsync(name: "Other Studio");
        var members = Members(test);

        Assert.Equal(MemberChange.Done, await members.SetApprovalAsync(admin, member.PersonId, canApprove: false, Stop));
        Assert.Equal(MemberChange.Done, await members.SetApprovalAsync(admin, member.PersonId, canApprove: false, Stop));

        Assert.False(Assert.Single((await members.ListAsync(admin, 1, Stop)).Members, m => m.PersonId == member.PersonId).CanApprove);
        Assert.Equal(["member_approval_changed"], await ActionsAsync(test, admin, AuditResult.Done));
        Assert.Equal(MemberChange.NotFound, await members.SetApprovalAsync(admin, stranger.PersonId, canApprove: false, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => members.SetApprovalAsync(member, member.PersonId, canApprove: true, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Last_admin_is_neither_removed_nor_demoted(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        await test.AddMemberAsync(admin.OrganizationId);

        Assert.Equal(MemberChange.LastAdmin, await Members(test).RemoveAsync(admin, admin.PersonId, Stop));
        Assert.Equal(MemberChange.LastAdmin, await Members(test).ChangeRoleAsync(admin, admin.PersonId, MembershipRole.Member, Stop));
        Assert.Equal(MembershipRole.Admin, await Guard(test).FindRoleAsync(admin, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_admins_who_demote_each_other_at_once_leave_one(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var first = await test.AddActorAsync(MembershipRole.Admin);
        var second = await test.AddMemberAsync(first.OrganizationId, MembershipRole.Admin);
        var members = Members(test);

        await Task.WhenAll(
            IgnoreDenialAsync(members.ChangeRoleAsync(first, second.PersonId, MembershipRole.Member, Stop)),
            IgnoreDenialAsync(members.ChangeRoleAsync(second, first.PersonId, MembershipRole.Member, Stop)));

        await using var context = test.Database.Open(first.OrganizationId);
        Assert.Equal(1, await context.Memberships.CountAsync(m => m.Role == MembershipRole.Admin, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A10_members_manage_nobody_and_the_denial_is_written_down(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var member = await test.AddActorAsync();
        var members = Members(test);

        await Assert.ThrowsAsync<AccessDeniedException>(() => members.ListAsync(member, 1, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => members.AddAsync(member, "a@example.com", MembershipRole.Admin, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => members.ChangeRoleAsync(member, member.PersonId, MembershipRole.Admin, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => members.RemoveAsync(member, member.PersonId, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => members.WithdrawAsync(member, member.PersonId, Stop));

        Assert.Equal(Enumerable.Repeat("access_denied", 5), await ActionsAsync(test, member, AuditResult.Denied));
        await using var context = test.Database.Open(member.OrganizationId);
        Assert.All(await context.AuditEntries.ToListAsync(Stop), entry => Assert.Equal("203.0.113.7", entry.IpAddress));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A7_people_and_invitations_of_another_organization_are_not_found(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var other = await test.AddActorAsync(MembershipRole.Admin, "Other Studio");
        var members = Members(test);
        await members.AddAsync(other, "a@example.com", MembershipRole.Member, Stop);
        var theirs = Assert.Single((await members.ListAsync(other, 1, Stop)).Invitations);

        Assert.Equal(MemberChange.NotFound, await members.RemoveAsync(admin, other.PersonId, Stop));
        Assert.Equal(MemberChange.NotFound, await members.WithdrawAsync(admin, theirs.Id, Stop));
        Assert.Equal(MemberChange.Done, await members.WithdrawAsync(other, theirs.Id, Stop));
        Assert.Empty((await members.ListAsync(other, 1, Stop)).Invitations);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a@b@c")]
    [InlineData("Name <a@example.com>")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("a@exam\nple.com")]
    public async Task Add_refuses_what_is_no_single_address(string email)
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var admin = await test.AddActorAsync(MembershipRole.Admin);

        Assert.IsType<AddMemberResult.Invalid>(await Members(test).AddAsync(admin, email, MembershipRole.Member, Stop));
        Assert.IsType<AddMemberResult.Invalid>(await Members(test).AddAsync(admin, new string('a', 400) + "@example.com", MembershipRole.Member, Stop));
    }

    internal static PersonDirectory People(TestDatabase test) => new(
        test.Database,
        test.Settings.Kind == DatabaseKind.Sqlite ? new SqliteInvitations(test.Database, TimeProvider.System) : new PostgreSqlInvitations(test.Database),
        Audit(test),
        TimeProvider.System);

    internal static AuditLog Audit(TestDatabase test) => new(test.Database, new SomeAddress(), TimeProvider.System);

    internal static MembershipGuard Guard(TestDatabase test) => new(test.Database, Audit(test));

    private static MemberService Members(TestDatabase test) => new(test.Database, Guard(test), Audit(test), TimeProvider.System);

    private static async Task<List<string>> ActionsAsync(TestDatabase test, Actor actor, AuditResult result)
    {
        await using var context = test.Database.Open(actor.OrganizationId);
        return await context.AuditEntries
            .Where(a => a.PersonId == actor.PersonId && a.Result == result)
            .OrderBy(a => a.CreatedAt)
            .Select(a => a.Action)
            .ToListAsync(Stop);
    }

    private static async Task IgnoreDenialAsync(Task<MemberChange> change)
    {
        try
        {
            await change;
        }
        catch (AccessDeniedException)
        {
            // The other was faster.
        }
    }

    private sealed class SomeAddress : IClientAddress
    {
        public string? Current => "203.0.113.7";
    }
}
