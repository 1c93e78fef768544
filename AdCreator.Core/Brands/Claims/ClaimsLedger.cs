using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Brands.Claims;

/// <summary>What the ads of a brand may claim: every member may see and edit it. Changes and their audit entries are stored together.</summary>
/// <exception cref="AccessDeniedException">Thrown by every method when the actor is no member (any more).</exception>
public sealed class ClaimsLedger(AdCreatorDb database, MembershipGuard guard, AuditLog audit, TimeProvider time)
{
    /// <summary>Claims that a brand may have.</summary>
    public const int MaxClaims = 300;

    /// <summary>Days before its last one from which a claim counts as ending soon.</summary>
    public const int SoonDays = 14;

    private const int MaxProducts = 500;

    /// <summary>The ledger of a brand, or null when the organization has no brand of that id.</summary>
    public async Task<ClaimBook?> FindAsync(Actor actor, Guid brandId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        if (!await context.Brands.AnyAsync(b => b.Id == brandId, cancellationToken))
        {
            return null;
        }

        var today = await Offers.TodayAsync(context, actor, time, cancellationToken);
        var products = await context.Products.AsNoTracking()
            .Where(p => p.BrandId == brandId).OrderBy(p => p.Name).Take(MaxProducts)
            .ToListAsync(cancellationToken);
        var names = products.ToDictionary(p => p.Id, p => p.Name);
        var claims = await context.Claims.AsNoTracking().Where(c => c.BrandId == brandId).Take(MaxClaims).ToListAsync(cancellationToken);
        return new ClaimBook(
            today,
            [.. claims.OrderBy(c => c.ExpiresOn ?? DateOnly.MaxValue).ThenBy(c => c.Text, StringComparer.CurrentCultureIgnoreCase).Select(c => RowOf(c, today, names))],
            [.. products.Select(p => new ClaimProduct(p.Id, p.Name, p.Benefits, PriceText(p), Offers.StateOn(today, p.Offer, p.OfferEndsOn) == OfferState.Running ? p.Offer : ""))]);
    }

    /// <summary>What ads of a product may claim, as a brief freezes it: the brand's claims and the product's own. Expired ones are among them, with their day: they explain why a text is blocked.</summary>
    /// <returns>Empty for an unknown or foreign brand.</returns>
    public async Task<IReadOnlyList<ApprovedClaim>> ApprovedAsync(Actor actor, Guid brandId, Guid productId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        return await ApprovedAsync(context, brandId, productId, cancellationToken);
    }

    /// <summary>Writes a claim down.</summary>
    public async Task<SaveResult> AddAsync(Actor actor, Guid brandId, ClaimInput input, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        if (!await context.Brands.AnyAsync(b => b.Id == brandId, cancellationToken))
        {
            return new SaveResult.NotFound();
        }

        var now = time.GetUtcNow();
        var cleaned = input.Cleaned();
        var claim = new Claim
        {
            Id = NewId.At(now), OrganizationId = actor.OrganizationId, BrandId = brandId, ProductId = cleaned.ProductId, Kind = cleaned.Kind,
            Text = cleaned.Text, ExpiresOn = cleaned.ExpiresOn, Source = cleaned.Source, CreatedByPersonId = actor.PersonId, CreatedAt = now,
        };
        if (await ProblemsAsync(context, actor, claim, cleaned, cancellationToken) is { Count: > 0 } problems)
        {
            return new SaveResult.Invalid(problems);
        }

        context.Claims.Add(claim);
        audit.Add(context, actor, "claim_added", $"claim:{claim.Id}", AuditResult.Done, ClaimWording.Of(cleaned));
        await context.SaveChangesAsync(cancellationToken);
        return new SaveResult.Saved(claim.Id, claim.Version);
    }

    /// <summary>Changes a claim, unless somebody else did since <paramref name="version"/> was read.</summary>
    public async Task<SaveResult> UpdateAsync(Actor actor, Guid claimId, int version, ClaimInput input, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var claim = await context.Claims.SingleOrDefaultAsync(c => c.Id == claimId, cancellationToken);
        if (claim is null || claim.Version != version)
        {
            return claim is null ? new SaveResult.NotFound() : new SaveResult.ChangedMeanwhile();
        }

        var cleaned = input.Cleaned();
        if (await ProblemsAsync(context, actor, claim, cleaned, cancellationToken) is { Count: > 0 } problems)
        {
            return new SaveResult.Invalid(problems);
        }

        var before = ClaimWording.Of(InputOf(claim));
        (claim.Kind, claim.Text, claim.ProductId, claim.ExpiresOn, claim.Source) = (cleaned.Kind, cleaned.Text, cleaned.ProductId, cleaned.ExpiresOn, cleaned.Source);
        claim.Version++;
        audit.Add(context, actor, "claim_changed", $"claim:{claim.Id}", AuditResult.Done, $"{before} to {ClaimWording.Of(cleaned)}");
        return await SaveAsync(context, claim, cancellationToken);
    }

    /// <summary>Takes a claim out, unless somebody else changed it since <paramref name="version"/> was read. Sets that froze it keep it until it expires.</summary>
    public async Task<SaveResult> RemoveAsync(Actor actor, Guid claimId, int version, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var claim = await context.Claims.SingleOrDefaultAsync(c => c.Id == claimId, cancellationToken);
        if (claim is null || claim.Version != version)
        {
            return claim is null ? new SaveResult.NotFound() : new SaveResult.ChangedMeanwhile();
        }

        context.Claims.Remove(claim);
        audit.Add(context, actor, "claim_removed", $"claim:{claim.Id}", AuditResult.Done, ClaimWording.Of(InputOf(claim)));
        return await SaveAsync(context, claim, cancellationToken);
    }

    /// <summary>The same list for services that have a context open and have checked the actor.</summary>
    internal static async Task<IReadOnlyList<ApprovedClaim>> ApprovedAsync(
        AdCreatorDbContext context, Guid brandId, Guid productId, CancellationToken cancellationToken) =>
        await context.Claims.AsNoTracking()
            .Where(c => c.BrandId == brandId && (c.ProductId == null || c.ProductId == productId))
            .OrderBy(c => c.CreatedAt).ThenBy(c => c.Id)
            .Take(MaxClaims)
            .Select(c => new ApprovedClaim(c.Kind, c.Text, c.ExpiresOn))
            .ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<InputProblem>> ProblemsAsync(
        AdCreatorDbContext context, Actor actor, Claim claim, ClaimInput input, CancellationToken cancellationToken)
    {
        var isStored = context.Entry(claim).State == EntityState.Unchanged;
        var check = input.Check(await Offers.TodayAsync(context, actor, time, cancellationToken), isStored ? claim.ExpiresOn : null);
        if (input.ProductId is { } productId && !await context.Products.AnyAsync(p => p.Id == productId && p.BrandId == claim.BrandId, cancellationToken))
        {
            check.Add(nameof(ClaimInput.ProductId), "That product is not one of this brand (any more): choose another, or all products.");
        }

        var others = await context.Claims.AsNoTracking().Where(c => c.BrandId == claim.BrandId && c.Id != claim.Id).Select(c => new { c.Text, c.ProductId }).ToListAsync(cancellationToken);
        if (others.Exists(c => c.ProductId == input.ProductId && string.Equals(c.Text, input.Text, StringComparison.OrdinalIgnoreCase)))
        {
            check.Add(nameof(ClaimInput.Text), "This claim stands in the ledger already: change that line, for example its last day.");
        }

        if (others.Count >= MaxClaims)
        {
            check.Add(nameof(ClaimInput.Text), $"A ledger holds {MaxClaims} claims: remove expired ones first.");
        }

        return check.Problems;
    }

    private static async Task<SaveResult> SaveAsync(AdCreatorDbContext context, Claim claim, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return new SaveResult.Saved(claim.Id, claim.Version);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new SaveResult.ChangedMeanwhile();
        }
    }

    private static ClaimRow RowOf(Claim claim, DateOnly today, Dictionary<Guid, string> products)
    {
        var left = claim.ExpiresOn is { } end ? end.DayNumber - today.DayNumber : (int?)null;
        var state = left switch { < 0 => ClaimState.Expired, <= SoonDays => ClaimState.EndingSoon, _ => ClaimState.Running };
        return new ClaimRow(claim.Id, claim.Version, InputOf(claim), claim.ProductId is { } id ? products.GetValueOrDefault(id) : null, state, left);
    }

    private static ClaimInput InputOf(Claim claim) =>
        new() { Kind = claim.Kind, Text = claim.Text, ProductId = claim.ProductId, ExpiresOn = claim.ExpiresOn, Source = claim.Source };

    private static string PriceText(Product product) =>
        product.Price is { } amount && Currency.Find(product.Currency) is { } known ? known.Format(amount) : "";
}
