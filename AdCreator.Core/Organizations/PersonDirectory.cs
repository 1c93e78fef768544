using AdCreator.Core.Data;
using AdCreator.Core.Organizations.Activity;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Organizations;

/// <summary>The people of the installation: who they are at sign-in, and whether a session of theirs still counts.</summary>
public sealed class PersonDirectory(AdCreatorDb database, IInvitations invitations, AuditLog audit, TimeProvider time)
{
    /// <summary>
    /// Finds or makes the person behind a provider's identity, brings name and address up to date, and accepts the
    /// invitations that wait for a verified address.
    /// </summary>
    /// <returns>The person, or null when the person is disabled and may not sign in.</returns>
    public async Task<Person?> SignInAsync(ProviderIdentity identity, CancellationToken cancellationToken)
    {
        var person = await FindOrAddAsync(identity, cancellationToken);
        if (person.DisabledAt is not null)
        {
            await DenyAsync(person, cancellationToken);
            return null;
        }

        if (person.EmailVerified)
        {
            await invitations.AcceptAsync(person, cancellationToken);
        }

        return person;
    }

    /// <summary>The person who signs in with this development address, or null: nobody has it, or the person is disabled.</summary>
    public async Task<Person?> FindDevelopmentPersonAsync(string email, CancellationToken cancellationToken)
    {
        var address = email.Trim().ToLowerInvariant();
        await using var context = database.OpenWithoutOrganization();
        var person = await context.People.AsNoTracking()
            .Where(p => p.Issuer == ProviderIdentity.Development && p.Email == address)
            .OrderBy(p => p.DisabledAt != null)
            .FirstOrDefaultAsync(cancellationToken);
        if (person?.DisabledAt is null)
        {
            return person;
        }

        await DenyAsync(person, cancellationToken);
        return null;
    }

    /// <summary>The people that development sign-in offers, at most 50, by address.</summary>
    public async Task<IReadOnlyList<Person>> ListDevelopmentPeopleAsync(CancellationToken cancellationToken)
    {
        await using var context = database.OpenWithoutOrganization();
        return await context.People.AsNoTracking()
            .Where(p => p.Issuer == ProviderIdentity.Development && p.DisabledAt == null)
            .OrderBy(p => p.Email)
            .Take(50)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Whether a session made with this stamp still counts: the person exists, is enabled, and the stamp is the current one.</summary>
    public async Task<bool> IsCurrentAsync(Guid personId, Guid securityStamp, CancellationToken cancellationToken)
    {
        await using var context = database.OpenWithoutOrganization();
        return await context.People.AnyAsync(
            p => p.Id == personId && p.SecurityStamp == securityStamp && p.DisabledAt == null,
            cancellationToken);
    }

    /// <summary>Ends every session of the person: cookies and circuits with the old stamp are refused.</summary>
    public async Task EndSessionsAsync(Guid personId, CancellationToken cancellationToken)
    {
        await using var context = database.OpenWithoutOrganization();
        var person = await context.People.SingleOrDefaultAsync(p => p.Id == personId, cancellationToken);
        if (person is not null)
        {
            person.SecurityStamp = NewId.Next(time);
            await context.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Tells every organization that the person still belongs to.</summary>
    private async Task DenyAsync(Person person, CancellationToken cancellationToken)
    {
        await using var context = database.OpenForPerson(person.Id);
        var organizations = await context.Memberships.Where(m => m.PersonId == person.Id).Select(m => m.OrganizationId).ToListAsync(cancellationToken);
        foreach (var organization in organizations)
        {
            await audit.WriteAsync(
                new Actor(person.Id, organization), "sign_in_denied", $"person:{person.Id}", AuditResult.Denied, "the person is disabled", cancellationToken);
        }
    }

    private async Task<Person> FindOrAddAsync(ProviderIdentity identity, CancellationToken cancellationToken)
    {
        await using var context = database.OpenWithoutOrganization();
        var person = await context.People.SingleOrDefaultAsync(
            p => p.Issuer == identity.Issuer && p.Subject == identity.Subject,
            cancellationToken);
        if (person is null)
        {
            person = new Person
            {
                Id = NewId.Next(time),
                Issuer = identity.Issuer,
                Subject = identity.Subject,
                Email = identity.NormalizedEmail,
                EmailVerified = identity.EmailVerified,
                DisplayName = identity.ShownName,
                CreatedAt = time.GetUtcNow(),
                SecurityStamp = NewId.Next(time),
            };
            context.People.Add(person);
        }
        else
        {
            person.Email = identity.NormalizedEmail;
            person.EmailVerified = identity.EmailVerified;
            person.DisplayName = identity.ShownName;
        }

        await context.SaveChangesAsync(cancellationToken);
        return person;
    }
}
