using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Organizations.Members;
using AdCreator.Core.Organizations.Tokens;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Organizations.Tokens;

/// <summary>The life of an access token: made, used, expired, revoked, and what ends it besides.</summary>
public sealed class AccessTokenTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A6_a_secret_finds_its_person_and_organization_and_is_stored_nowhere(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var clock = new MovingClock();
        var (actor, other) = (await test.AddActorAsync(), await test.AddActorAsync(name: "Other Studio"));

        var made = await MakeAsync(test, clock, actor);
        var theirs = await MakeAsync(test, clock, other);
        var holder = await SignIn(test, clock).FindAsync(made.Secret, Stop);

        Assert.Matches("^adc_[A-Za-z0-9_-]{43}$", made.Secret);
        Assert.Equal((made.TokenId, actor), (holder?.TokenId, holder?.Actor));
        Assert.Equal(other, (await SignIn(test, clock).FindAsync(theirs.Secret, Stop))?.Actor);
        var row = await RowAsync(test, actor, made.TokenId);
        Assert.Equal(32, row.SecretHash.Length);
        Assert.NotEqual(System.Text.Encoding.UTF8.GetBytes(made.Secret)[..32], row.SecretHash);
        Assert.Equal(["access_token_made"], await ActionsAsync(test, actor));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A6_no_other_text_finds_anything(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var clock = new MovingClock();
        var made = await MakeAsync(test, clock, await test.AddActorAsync());

        foreach (var text in new[] { "", "adc_", made.Secret[4..], made.Secret + "A", made.Secret[..^1] + (made.Secret[^1] == 'A' ? 'B' : 'A'), TokenSecret.Generate(), "%" })
        {
            Assert.Null(await SignIn(test, clock).FindAsync(text, Stop));
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_token_ends_when_it_expires_and_not_before(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var clock = new MovingClock();
        var actor = await test.AddActorAsync();
        var made = await MakeAsync(test, clock, actor, days: 1);

        clock.Move(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await SignIn(test, clock).FindAsync(made.Secret, Stop));
        clock.Move(TimeSpan.FromSeconds(1));
        Assert.Null(await SignIn(test, clock).FindAsync(made.Secret, Stop));
        Assert.Empty(await Tokens(test, clock).ListOwnAsync(actor, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A13_a_dead_token_is_refused_and_written_down_once_an_hour(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var clock = new MovingClock();
        var actor = await test.AddActorAsync();
        var made = await MakeAsync(test, clock, actor);
        clock.Move(TimeSpan.FromSeconds(1));
        Assert.True(await Tokens(test, clock).RevokeAsync(actor, made.TokenId, Stop));

        clock.Move(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(await SignIn(test, clock).FindAsync(made.Secret, Stop));
        }

        clock.Move(TimeSpan.FromHours(1));
        Assert.Null(await SignIn(test, clock).FindAsync(made.Secret, Stop));
        Assert.Equal(["access_token_made", "access_token_revoked", "access_token_refused", "access_token_refused"], await ActionsAsync(test, actor));
        Assert.False(await Tokens(test, clock).RevokeAsync(actor, made.TokenId, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A12_a_token_ends_with_the_membership_and_a_new_membership_does_not_revive_it(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var clock = new MovingClock();
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var member = await test.AddMemberAsync(admin.OrganizationId);
        var made = await MakeAsync(test, clock, member);
        var members = new MemberService(test.Database, MemberServiceTests.Guard(test), MemberServiceTests.Audit(test), clock);

        await members.RemoveAsync(admin, member.PersonId, Stop);
        Assert.Null(await SignIn(test, clock).FindAsync(made.Secret, Stop));

        clock.Move(TimeSpan.FromMinutes(1));
        await using var context = test.Database.Open(admin.OrganizationId);
        var email = await context.People.Where(p => p.Id == member.PersonId).Select(p => p.Email).SingleAsync(Stop);
        Assert.IsType<AddMemberResult.Added>(await members.AddAsync(admin, email, MembershipRole.Member, Stop));
        Assert.Null(await SignIn(test, clock).FindAsync(made.Secret, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A12_a_disabled_person_has_no_token(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var clock = new MovingClock();
        var actor = await test.AddActorAsync();
        var made = await MakeAsync(test, clock, actor);
        await using var context = test.Database.OpenWithoutOrganization();
        (await context.People.SingleAsync(p => p.Id == actor.PersonId, Stop)).DisabledAt = clock.GetUtcNow();
        await context.SaveChangesAsync(Stop);

        Assert.Null(await SignIn(test, clock).FindAsync(made.Secret, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_last_use_is_written_at_most_once_a_minute(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var clock = new MovingClock();
        var actor = await test.AddActorAsync();
        var made = await MakeAsync(test, clock, actor);
        var first = clock.GetUtcNow();

        await SignIn(test, clock).FindAsync(made.Secret, Stop);
        clock.Move(TimeSpan.FromSeconds(59));
        await SignIn(test, clock).FindAsync(made.Secret, Stop);
        Assert.Equal(first, (await RowAsync(test, actor, made.TokenId)).LastUsedAt);

        clock.Move(TimeSpan.FromSeconds(1));
        await SignIn(test, clock).FindAsync(made.Secret, Stop);
        Assert.Equal(clock.GetUtcNow(), (await RowAsync(test, actor, made.TokenId)).LastUsedAt);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_person_has_at_most_twenty_live_tokens_also_when_asking_many_times_at_once(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var clock = new MovingClock();
        var actor = await test.AddActorAsync();
        for (var i = 0; i < AccessTokenService.MaxLive - 1; i++)
        {
            await MakeAsync(test, clock, actor);
        }

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Tokens(test, clock).CreateAsync(actor, $"late {i}", 1, Stop)));

        Assert.Single(results.OfType<CreateTokenResult.Created>());
        Assert.All(results.OfType<CreateTokenResult.Invalid>(), invalid => Assert.Contains("Revoke one first", invalid.Message, StringComparison.Ordinal));
        Assert.Equal(AccessTokenService.MaxLive, (await Tokens(test, clock).ListOwnAsync(actor, Stop)).Count);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A10_members_see_and_revoke_their_own_and_admins_everybodys_of_the_organization(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var clock = new MovingClock();
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var member = await test.AddMemberAsync(admin.OrganizationId);
        var stranger = await test.AddActorAsync(MembershipRole.Admin, "Other Studio");
        var (ofAdmin, ofMember) = (await MakeAsync(test, clock, admin), await MakeAsync(test, clock, member));
        var tokens = Tokens(test, clock);

        Assert.Equal([ofMember.TokenId], (await tokens.ListOwnAsync(member, Stop)).Select(t => t.Id));
        await Assert.ThrowsAsync<AccessDeniedException>(() => tokens.ListAllAsync(member, 1, Stop));
        Assert.Equal(2, (await tokens.ListAllAsync(admin, 1, Stop)).Total);
        Assert.Empty((await tokens.ListAllAsync(stranger, 1, Stop)).Tokens);

        Assert.False(await tokens.RevokeAsync(member, ofAdmin.TokenId, Stop));
        Assert.False(await tokens.RevokeAsync(stranger, ofAdmin.TokenId, Stop));
        Assert.Contains("access_denied", await ActionsAsync(test, member));
        Assert.True(await tokens.RevokeAsync(admin, ofMember.TokenId, Stop));
        Assert.Null(await SignIn(test, clock).FindAsync(ofMember.Secret, Stop));
        Assert.NotNull(await SignIn(test, clock).FindAsync(ofAdmin.Secret, Stop));
    }

    [Theory]
    [InlineData("", 30, "Name")]
    [InlineData("  ", 30, "Name")]
    [InlineData("a\nb", 30, "Name")]
    [InlineData("ok", 0, "Days")]
    [InlineData("ok", 366, "Days")]
    public async Task Create_says_which_field_is_wrong(string name, int days, string field)
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var tokens = Tokens(test, new MovingClock());
        var actor = await test.AddActorAsync();

        Assert.Equal(field, Assert.IsType<CreateTokenResult.Invalid>(await tokens.CreateAsync(actor, name, days, Stop)).Field);
        Assert.Equal("Name", Assert.IsType<CreateTokenResult.Invalid>(await tokens.CreateAsync(actor, new string('a', 81), 1, Stop)).Field);
        Assert.IsType<CreateTokenResult.Created>(await tokens.CreateAsync(actor, new string('a', 80), 365, Stop));
    }

    [Fact]
    public async Task A3b_the_app_can_look_across_organizations_by_one_hash_alone()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var clock = new MovingClock();
        var actor = await test.AddActorAsync();
        var made = await MakeAsync(test, clock, actor);
        var finder = new PostgreSqlTokenOrganizations(test.Database);

        await using var context = test.Database.OpenWithoutOrganization();
        Assert.Equal(0, await context.Database.SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM access_tokens""").SingleAsync(Stop));
        Assert.Equal(actor.OrganizationId, await finder.FindAsync(TokenSecret.HashOf(made.Secret)!, Stop));
        Assert.Null(await finder.FindAsync([], Stop));
    }

    private static AccessTokenService Tokens(TestDatabase test, TimeProvider clock) =>
        new(test.Database, MemberServiceTests.Guard(test), new AuditLog(test.Database, new NoClientAddress(), clock), clock);

    private static AccessTokenSignIn SignIn(TestDatabase test, TimeProvider clock) => new(
        test.Database,
        test.Settings.Kind == DatabaseKind.Sqlite ? new SqliteTokenOrganizations(test.Database) : new PostgreSqlTokenOrganizations(test.Database),
        new AuditLog(test.Database, new NoClientAddress(), clock),
        clock);

    private static async Task<CreateTokenResult.Created> MakeAsync(TestDatabase test, TimeProvider clock, Actor actor, int days = 30) =>
        Assert.IsType<CreateTokenResult.Created>(await Tokens(test, clock).CreateAsync(actor, "a program", days, Stop));

    private static async Task<AccessToken> RowAsync(TestDatabase test, Actor actor, Guid tokenId)
    {
        await using var context = test.Database.Open(actor.OrganizationId);
        return await context.AccessTokens.AsNoTracking().SingleAsync(t => t.Id == tokenId, Stop);
    }

    private static async Task<List<string>> ActionsAsync(TestDatabase test, Actor actor)
    {
        await using var context = test.Database.Open(actor.OrganizationId);
        return await context.AuditEntries.Where(a => a.PersonId == actor.PersonId).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).Select(a => a.Action).ToListAsync(Stop);
    }

    /// <summary>A clock that stands still until a test moves it; it starts after the memberships were made.</summary>
    private sealed class MovingClock : TimeProvider
    {
        private DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(System.GetUtcNow().ToUnixTimeMilliseconds()).AddMinutes(1);

        public override DateTimeOffset GetUtcNow() => now;

        public void Move(TimeSpan by) => now += by;
    }
}
