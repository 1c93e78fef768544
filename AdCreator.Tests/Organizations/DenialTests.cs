using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Organizations;

/// <summary>Security A13: a denial is written down also where its answer is "not found", and what is written stays.</summary>
public sealed class DenialTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A13_a_picture_that_is_not_given_is_written_down(DatabaseKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("adcreator-denials-");
        try
        {
            await using var test = await TestDatabase.CreateAsync(kind);
            var (owner, other) = (await test.AddActorAsync(), await test.AddActorAsync(name: "Other"));
            var blobs = new BlobStore(test.Database, new DataDirectory(folder.FullName), MemberServiceTests.Guard(test), TimeProvider.System);
            var id = NewId.Next(TimeProvider.System);

            Assert.Null(await blobs.OpenReadAsync(owner with { PersonId = other.PersonId }, id, Stop));
            Assert.Null(await blobs.OpenReadAsync(other, id, Stop));

            Assert.Equal([("access_denied", $"blob:{id}", other.PersonId, "203.0.113.7")], await DenialsAsync(test, owner.OrganizationId));
            Assert.Equal([("access_denied", $"blob:{id}", other.PersonId, "203.0.113.7")], await DenialsAsync(test, other.OrganizationId));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A13_the_sign_in_of_a_disabled_person_is_written_down_in_each_organization(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var first = await test.AddActorAsync();
        var second = await test.Database.AddMembershipAsync(await test.Database.AddOrganizationAsync("Other"), first.PersonId);
        var untouched = await test.AddActorAsync(name: "Third");
        Person person;
        await using (var context = test.Database.OpenWithoutOrganization())
        {
            person = await context.People.SingleAsync(p => p.Id == first.PersonId, Stop);
            person.DisabledAt = TimeProvider.System.GetUtcNow();
            await context.SaveChangesAsync(Stop);
        }

        Assert.Null(await MemberServiceTests.People(test).SignInAsync(new ProviderIdentity(person.Issuer, person.Subject, person.Email, true, person.DisplayName), Stop));

        foreach (var organization in new[] { first.OrganizationId, second.OrganizationId })
        {
            Assert.Equal([("sign_in_denied", $"person:{person.Id}", person.Id, "203.0.113.7")], await DenialsAsync(test, organization));
        }

        Assert.Empty(await DenialsAsync(test, untouched.OrganizationId));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A13_what_is_written_down_can_be_neither_changed_nor_deleted(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        await MemberServiceTests.Audit(test).WriteAsync(actor, "tried", "row:1", AuditResult.Done, null, Stop);

        await using var context = test.Database.Open(actor.OrganizationId);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => context.AuditEntries.ExecuteUpdateAsync(s => s.SetProperty(a => a.Action, "other"), Stop));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => context.AuditEntries.ExecuteDeleteAsync(Stop));
        Assert.Equal("tried", (await context.AuditEntries.AsNoTracking().SingleAsync(Stop)).Action);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<List<(string Action, string Target, Guid PersonId, string? Address)>> DenialsAsync(TestDatabase test, Guid organizationId)
    {
        await using var context = test.Database.Open(organizationId);
        var rows = await context.AuditEntries.Where(a => a.Result == AuditResult.Denied).ToListAsync(Stop);
        return rows.ConvertAll(a => (a.Action, a.Target, a.PersonId, a.IpAddress));
    }
}
