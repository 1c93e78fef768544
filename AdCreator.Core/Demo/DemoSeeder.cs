using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Demo;

/// <summary>Fills an empty installation with people, organizations and brands to try the product with.</summary>
public sealed class DemoSeeder(AdCreatorDb database, BlobStore blobs, TimeProvider time)
{
    /// <summary>The issuer of people who sign in without an identity provider.</summary>
    public const string Issuer = "development";

    private const int OfferDays = 30;

    /// <summary>Makes what is missing: a second call, or one after a crash in the middle, makes nothing twice.</summary>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        var studio = await OrganizationAsync("Demo Studio", "Europe/Berlin", cancellationToken);
        await PersonAsync(studio, "marketer@demo.local", "Mara Marketer", MembershipRole.Member, cancellationToken);
        await PersonAsync(studio, "admin@demo.local", "Ada Admin", MembershipRole.Admin, cancellationToken);
        await BrandAsync(studio, "Europe/Berlin", SampleCatalogue.NorthwindTea, cancellationToken);

        var other = await OrganizationAsync("Other Studio", "America/New_York", cancellationToken);
        await PersonAsync(other, "marketer@other.local", "Oskar Other", MembershipRole.Member, cancellationToken);
        await BrandAsync(other, "America/New_York", SampleCatalogue.Harland, cancellationToken);
    }

    private async Task<Guid> OrganizationAsync(string name, string timeZone, CancellationToken cancellationToken)
    {
        await using var context = database.OpenWithoutOrganization();
        if (await context.Organizations.FirstOrDefaultAsync(o => o.Name == name, cancellationToken) is { } existing)
        {
            return existing.Id;
        }

        var organization = new Organization { Id = NewId.Next(time), Name = name, TimeZone = timeZone, CreatedAt = time.GetUtcNow() };
        context.Organizations.Add(organization);
        await context.SaveChangesAsync(cancellationToken);
        return organization.Id;
    }

    private async Task PersonAsync(Guid organizationId, string email, string name, MembershipRole role, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        var person = await context.People.SingleOrDefaultAsync(p => p.Issuer == Issuer && p.Subject == email, cancellationToken);
        if (person is null)
        {
            person = new Person
            {
                Id = NewId.Next(time),
                Issuer = Issuer,
                Subject = email,
                Email = email,
                EmailVerified = true,
                DisplayName = name,
                CreatedAt = time.GetUtcNow(),
                SecurityStamp = NewId.Next(time),
            };
            context.People.Add(person);
            await context.SaveChangesAsync(cancellationToken);
        }

        if (!await context.Memberships.AnyAsync(m => m.PersonId == person.Id, cancellationToken))
        {
            context.Memberships.Add(new Membership { OrganizationId = organizationId, PersonId = person.Id, Role = role, CreatedAt = time.GetUtcNow() });
            await context.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task BrandAsync(Guid organizationId, string timeZone, SampleBrand sample, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        var today = Offers.DayIn(timeZone, time.GetUtcNow());
        var brand = await context.Brands.SingleOrDefaultAsync(b => b.Name == sample.Name, cancellationToken);
        if (brand is null)
        {
            brand = new Brand { Id = NewId.Next(time), OrganizationId = organizationId, Name = sample.Name, Tone = sample.Tone, Color = sample.Color, CreatedAt = time.GetUtcNow() };
            context.Brands.Add(brand);
            if (sample == SampleCatalogue.NorthwindTea)
            {
                brand.Kit = SampleLedger.Kit;
                context.Claims.AddRange(SampleLedger.ClaimsOf(brand, today, () => NewId.Next(time)));
            }

            await context.SaveChangesAsync(cancellationToken);
        }

        foreach (var product in sample.Products)
        {
            if (await context.Products.AnyAsync(p => p.BrandId == brand.Id && p.Name == product.Name, cancellationToken))
            {
                continue;
            }

            var picture = await blobs.WriteAsync(organizationId, product.Packaging.Draw(), cancellationToken);
            context.Products.Add(new Product
            {
                Id = NewId.Next(time),
                OrganizationId = organizationId,
                BrandId = brand.Id,
                Name = product.Name,
                Benefits = product.Benefits,
                Price = product.Price,
                Currency = "EUR",
                Offer = product.Offer,
                OfferEndsOn = product.Offer.Length > 0 ? today.AddDays(OfferDays) : null,
                PictureBlobId = picture.Id,
                CreatedAt = time.GetUtcNow(),
            });
            await context.SaveChangesAsync(cancellationToken);
        }
    }
}
