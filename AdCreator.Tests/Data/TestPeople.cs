using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Tests.Data;

/// <summary>Puts organizations and people into a database.</summary>
public static class TestPeople
{
    /// <summary>Adds an organization and gives its id.</summary>
    public static async Task<Guid> AddOrganizationAsync(this AdCreatorDb database, string name = "Test Studio", string timeZone = "UTC")
    {
        var organization = new Organization
        {
            Id = NewId.Next(TimeProvider.System), Name = name, TimeZone = timeZone, CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        await using var context = database.OpenWithoutOrganization();
        context.Organizations.Add(organization);
        await context.SaveChangesAsync();
        return organization.Id;
    }

    /// <summary>Adds somebody who belongs to no organization, and gives the id.</summary>
    public static async Task<Guid> AddPersonAsync(this AdCreatorDb database, string? email = null, string issuer = "test", string? subject = null)
    {
        var id = NewId.Next(TimeProvider.System);
        email ??= $"{id:N}@test.local";
        await using var context = database.OpenWithoutOrganization();
        context.People.Add(new Person
        {
            Id = id, Issuer = issuer, Subject = subject ?? email, Email = email, EmailVerified = true, DisplayName = email,
            CreatedAt = TimeProvider.System.GetUtcNow(), SecurityStamp = NewId.Next(TimeProvider.System),
        });
        await context.SaveChangesAsync();
        return id;
    }

    /// <summary>Makes a person a member and gives the person as an actor.</summary>
    public static async Task<Actor> AddMembershipAsync(this AdCreatorDb database, Guid organizationId, Guid personId, MembershipRole role = MembershipRole.Member)
    {
        await using var context = database.Open(organizationId);
        context.Memberships.Add(new Membership
        {
            OrganizationId = organizationId, PersonId = personId, Role = role, CreatedAt = TimeProvider.System.GetUtcNow(),
        });
        await context.SaveChangesAsync();
        return new Actor(personId, organizationId);
    }

    /// <summary>The person of this address in the one organization that the person belongs to.</summary>
    public static async Task<Actor> FindActorAsync(this AdCreatorDb database, string email)
    {
        await using var people = database.OpenWithoutOrganization();
        var person = await people.People.SingleAsync(p => p.Email == email);
        await using var own = database.OpenForPerson(person.Id);
        var membership = await own.Memberships.SingleAsync(m => m.PersonId == person.Id);
        return new Actor(person.Id, membership.OrganizationId);
    }
}
