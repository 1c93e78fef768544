using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Costs;

/// <summary>Says in words what calls were for: usage knows ids only.</summary>
public sealed class SpendSubjects(AdCreatorDb database, MembershipGuard guard)
{
    /// <summary>The organization's brands by name.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<IReadOnlyList<SpendBrand>> ListBrandsAsync(Actor actor, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        return await context.Brands.OrderBy(b => b.Name).Select(b => new SpendBrand(b.Id, b.Name)).ToListAsync(cancellationToken);
    }

    /// <summary>Names of a call's brand and ad; null where it had none or it is gone.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<SpendSubject> NameAsync(Actor actor, UsageSubject subject, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var brand = await context.Brands.Where(b => b.Id == subject.BrandId).Select(b => b.Name).SingleOrDefaultAsync(cancellationToken);
        var number = await context.Ads.Where(a => a.Id == subject.AdId).Select(a => (int?)a.Number).SingleOrDefaultAsync(cancellationToken);
        return new(brand, number);
    }
}

/// <summary>A brand to choose from.</summary>
public sealed record SpendBrand(Guid Id, string Name);

/// <summary>What a call was for.</summary>
/// <param name="BrandName">The brand's name.</param>
/// <param name="AdNumber">The ad's number in its run, 1 to 12.</param>
public sealed record SpendSubject(string? BrandName, int? AdNumber);
