using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Brands;

/// <summary>Brands of the actor's organization: every member may see and edit them.</summary>
/// <exception cref="AccessDeniedException">Thrown by every method when the actor is no member (any more).</exception>
public sealed class BrandService(AdCreatorDb database, MembershipGuard guard, TimeProvider time)
{
    private const int PicturesOfACard = 4;

    /// <summary>Brands by name, with pictures of their newest products.</summary>
    public async Task<Page<BrandCard>> ListAsync(Actor actor, ListQuery query, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var brands = context.Brands.AsNoTracking().Containing(query.Search);
        var total = await brands.CountAsync(cancellationToken);
        var rows = await CardsAsync(context, brands.ByName(after: null).Skip(query.Skip).Take(query.Take), cancellationToken);
        return query.PageOf(rows, total);
    }

    /// <summary>Brands by name, from a place in that order on.</summary>
    /// <param name="after">The <see cref="ListPart{TItem}.Next"/> of the part before; null for the first.</param>
    /// <param name="size">1 to 200, brought into that range.</param>
    public async Task<ListPart<BrandCard>> ListAfterAsync(Actor actor, NameCursor? after, int size, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var take = Math.Clamp(size, 1, Page<BrandCard>.MaxSize);
        var rows = await CardsAsync(context, context.Brands.AsNoTracking().ByName(after).Take(take + 1), cancellationToken);
        return rows.PartOf(take, b => new NameCursor(b.Name, b.Id));
    }

    /// <summary>One brand, or null when the organization has none of that id.</summary>
    public async Task<BrandDetails?> FindAsync(Actor actor, Guid brandId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var brand = await context.Brands.AsNoTracking().SingleOrDefaultAsync(b => b.Id == brandId, cancellationToken);
        return brand is null
            ? null
            : new BrandDetails(brand.Id, brand.Version, new BrandInput { Name = brand.Name, Tone = brand.Tone, Color = brand.Color });
    }

    /// <summary>Makes a brand.</summary>
    public async Task<SaveResult> CreateAsync(Actor actor, BrandInput input, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var now = time.GetUtcNow();
        var cleaned = input.Cleaned();
        var brand = new Brand
        {
            Id = NewId.At(now),
            OrganizationId = actor.OrganizationId,
            Name = cleaned.Name,
            Tone = cleaned.Tone,
            Color = cleaned.Color,
            CreatedAt = now,
        };
        if (await ProblemsAsync(context, brand.Id, cleaned, cancellationToken) is { Count: > 0 } problems)
        {
            return new SaveResult.Invalid(problems);
        }

        context.Brands.Add(brand);
        return await SaveAsync(context, brand, cancellationToken);
    }

    /// <summary>Changes a brand, unless somebody else did since <paramref name="version"/> was read.</summary>
    public async Task<SaveResult> UpdateAsync(Actor actor, Guid brandId, int version, BrandInput input, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var brand = await context.Brands.SingleOrDefaultAsync(b => b.Id == brandId, cancellationToken);
        if (brand is null)
        {
            return new SaveResult.NotFound();
        }

        if (brand.Version != version)
        {
            return new SaveResult.ChangedMeanwhile();
        }

        var cleaned = input.Cleaned();
        if (await ProblemsAsync(context, brandId, cleaned, cancellationToken) is { Count: > 0 } problems)
        {
            return new SaveResult.Invalid(problems);
        }

        (brand.Name, brand.Tone, brand.Color) = (cleaned.Name, cleaned.Tone, cleaned.Color);
        brand.Version++;
        return await SaveAsync(context, brand, cancellationToken);
    }

    private static async Task<IReadOnlyList<BrandCard>> CardsAsync(
        AdCreatorDbContext context, IQueryable<Brand> brands, CancellationToken cancellationToken)
    {
        var rows = await brands
            .Select(b => new
            {
                b.Id,
                b.Name,
                b.Color,
                Products = context.Products.Count(p => p.BrandId == b.Id),
                Pictures = context.Products
                    .Where(p => p.BrandId == b.Id && p.PictureBlobId != null)
                    .OrderByDescending(p => p.CreatedAt).ThenBy(p => p.Id)
                    .Take(PicturesOfACard)
                    .Select(p => p.PictureBlobId!.Value)
                    .ToList(),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => new BrandCard(r.Id, r.Name, r.Color, r.Products, r.Pictures))];
    }

    private static async Task<IReadOnlyList<InputProblem>> ProblemsAsync(
        AdCreatorDbContext context, Guid brandId, BrandInput input, CancellationToken cancellationToken)
    {
        var check = input.Check();
        if (check.Problems.Count == 0 && await IsTakenAsync(context, brandId, input.Name, cancellationToken))
        {
            check.Add(nameof(BrandInput.Name), TakenMessage(input.Name));
        }

        return check.Problems;
    }

    private static async Task<SaveResult> SaveAsync(
        AdCreatorDbContext context, Brand brand, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return new SaveResult.Saved(brand.Id, brand.Version);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new SaveResult.ChangedMeanwhile();
        }
        catch (DbUpdateException)
        {
            // Two people took the name at once: the unique index decided. Any other cause is not ours to explain.
            if (!await IsTakenAsync(context, brand.Id, brand.Name, cancellationToken))
            {
                throw;
            }

            return new SaveResult.Invalid([new InputProblem(nameof(BrandInput.Name), TakenMessage(brand.Name))]);
        }
    }

    private static Task<bool> IsTakenAsync(AdCreatorDbContext context, Guid brandId, string name, CancellationToken cancellationToken) =>
        context.Brands.Where(b => b.Id != brandId).Called(name).AnyAsync(cancellationToken);

    private static string TakenMessage(string name) =>
        $"A brand called “{name}” exists already: open that one, or choose another name.";
}
