using AdCreator.Core.Brands.Pictures;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Brands;

/// <summary>Products of the actor's organization: every member may see and edit them.</summary>
/// <exception cref="AccessDeniedException">Thrown by every method when the actor is no member (any more).</exception>
public sealed class ProductService(AdCreatorDb database, MembershipGuard guard, TimeProvider time)
{
    /// <summary>A brand's products by name; empty for a brand the organization does not have.</summary>
    public async Task<Page<ProductCard>> ListAsync(Actor actor, Guid brandId, ListQuery query, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var products = context.Products.AsNoTracking().Where(p => p.BrandId == brandId).Containing(query.Search);
        var total = await products.CountAsync(cancellationToken);
        var rows = await CardsAsync(context, actor, products.ByName(after: null).Skip(query.Skip).Take(query.Take), cancellationToken);
        return query.PageOf(rows, total);
    }

    /// <summary>A brand's products by name, from a place in that order on; null for a brand the organization does not have.</summary>
    /// <param name="after">The <see cref="ListPart{TItem}.Next"/> of the part before; null for the first.</param>
    /// <param name="size">1 to 200, brought into that range.</param>
    public async Task<ListPart<ProductCard>?> ListAfterAsync(Actor actor, Guid brandId, NameCursor? after, int size, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        if (!await context.Brands.AnyAsync(b => b.Id == brandId, cancellationToken))
        {
            return null;
        }

        var take = Math.Clamp(size, 1, Page<ProductCard>.MaxSize);
        var products = context.Products.AsNoTracking().Where(p => p.BrandId == brandId).ByName(after).Take(take + 1);
        return (await CardsAsync(context, actor, products, cancellationToken)).PartOf(take, p => new NameCursor(p.Name, p.Id));
    }

    /// <summary>One product, or null when the organization has none of that id.</summary>
    public async Task<ProductDetails?> FindAsync(Actor actor, Guid productId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var row = await context.Products.AsNoTracking()
            .Where(p => p.Id == productId)
            .Select(p => new { Product = p, BrandName = context.Brands.Where(b => b.Id == p.BrandId).Select(b => b.Name).Single() })
            .SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }

        var today = await Offers.TodayAsync(context, actor, time, cancellationToken);
        var product = row.Product;
        return new ProductDetails(
            product.Id, product.Version, product.BrandId, row.BrandName, InputOf(product), Offers.StateOn(today, product.Offer, product.OfferEndsOn));
    }

    /// <summary>Makes a product of a brand.</summary>
    public async Task<SaveResult> CreateAsync(Actor actor, Guid brandId, ProductInput input, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        if (!await context.Brands.AnyAsync(b => b.Id == brandId, cancellationToken))
        {
            return new SaveResult.NotFound();
        }

        var now = time.GetUtcNow();
        var product = new Product
        {
            Id = NewId.At(now),
            OrganizationId = actor.OrganizationId,
            BrandId = brandId,
            Name = "",
            CreatedAt = now,
        };
        context.Products.Add(product);
        return await SaveAsync(context, actor, product, input.Cleaned(), cancellationToken);
    }

    /// <summary>Changes a product, unless somebody else did since <paramref name="version"/> was read.</summary>
    public async Task<SaveResult> UpdateAsync(Actor actor, Guid productId, int version, ProductInput input, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var product = await context.Products.SingleOrDefaultAsync(p => p.Id == productId, cancellationToken);
        if (product is null)
        {
            return new SaveResult.NotFound();
        }

        if (product.Version != version)
        {
            return new SaveResult.ChangedMeanwhile();
        }

        product.Version++;
        return await SaveAsync(context, actor, product, input.Cleaned(), cancellationToken);
    }

    private async Task<IReadOnlyList<ProductCard>> CardsAsync(
        AdCreatorDbContext context, Actor actor, IQueryable<Product> products, CancellationToken cancellationToken)
    {
        var today = await Offers.TodayAsync(context, actor, time, cancellationToken);
        var rows = await products
            .Select(p => new { p.Id, p.BrandId, p.Name, p.PictureBlobId, p.Price, p.Currency, p.Offer, p.OfferEndsOn })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(p => new ProductCard(
            p.Id, p.BrandId, p.Name, p.PictureBlobId, PriceText(p.Price, p.Currency), p.Offer, Offers.StateOn(today, p.Offer, p.OfferEndsOn)))];
    }

    private async Task<SaveResult> SaveAsync(
        AdCreatorDbContext context, Actor actor, Product product, ProductInput input, CancellationToken cancellationToken)
    {
        if (await ProblemsAsync(context, actor, product, input, cancellationToken) is { Count: > 0 } problems)
        {
            return new SaveResult.Invalid(problems);
        }

        Apply(input, product);
        if (product.PictureBlobId is { } main)
        {
            await CutoutRows.AddMissingAsync(context, product, main, time, cancellationToken);
        }

        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return new SaveResult.Saved(product.Id, product.Version);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new SaveResult.ChangedMeanwhile();
        }
        catch (DbUpdateException)
        {
            // Two people took the name at once: the unique index decided. Any other cause is not ours to explain.
            if (!await IsTakenAsync(context, product, input.Name, cancellationToken))
            {
                throw;
            }

            return new SaveResult.Invalid([Taken(input.Name)]);
        }
    }

    private async Task<IReadOnlyList<InputProblem>> ProblemsAsync(
        AdCreatorDbContext context, Actor actor, Product product, ProductInput input, CancellationToken cancellationToken)
    {
        var today = await Offers.TodayAsync(context, actor, time, cancellationToken);
        var check = input.Check(today, product.OfferEndsOn);
        if (input.PictureBlobId is { } pictureId && !await context.Blobs.AnyAsync(b => b.Id == pictureId, cancellationToken))
        {
            check.Add(nameof(ProductInput.PictureBlobId), "That picture is not here (any more): choose the file again.");
        }

        if (check.Problems.Count == 0 && await IsTakenAsync(context, product, input.Name, cancellationToken))
        {
            return [Taken(input.Name)];
        }

        return check.Problems;
    }

    private static Task<bool> IsTakenAsync(AdCreatorDbContext context, Product product, string name, CancellationToken cancellationToken) =>
        context.Products.Where(p => p.BrandId == product.BrandId && p.Id != product.Id).Called(name).AnyAsync(cancellationToken);

    private static InputProblem Taken(string name) => new(
        nameof(ProductInput.Name), $"This brand has a product called “{name}” already: open that one, or choose another name.");

    private static void Apply(ProductInput input, Product product)
    {
        product.Name = input.Name;
        product.Benefits = input.Benefits;
        product.Price = input.Price;
        product.Currency = input.Currency;
        product.Offer = input.Offer;
        product.OfferEndsOn = input.OfferEndsOn;
        product.PictureBlobId = input.PictureBlobId;
    }

    private static ProductInput InputOf(Product product) => new()
    {
        Name = product.Name,
        Benefits = product.Benefits,
        Price = product.Price,
        Currency = product.Currency,
        Offer = product.Offer,
        OfferEndsOn = product.OfferEndsOn,
        PictureBlobId = product.PictureBlobId,
    };

    private static string PriceText(decimal? price, string currency) =>
        price is { } amount && Currency.Find(currency) is { } known ? known.Format(amount) : "";
}
