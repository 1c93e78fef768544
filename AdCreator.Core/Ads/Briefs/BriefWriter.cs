using System.Globalization;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Claims;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Briefs;

/// <summary>Turns a person's choices into a brief, with brand, product, claims and cut-out as they are now.</summary>
public sealed class BriefWriter(AdCreatorDb database, TimeProvider time)
{
    /// <summary>Most letters of the wish.</summary>
    public const int MaxWishLength = 2000;

    /// <summary>Most letters of the audience.</summary>
    public const int MaxAudienceLength = 200;

    /// <summary>Most ads of a set whose hooks are written for each ad.</summary>
    public const int MaxVariations = 12;

    /// <summary>Most ads of a set, however they are counted.</summary>
    public const int MaxAds = AdCount.Most;

    /// <summary>The brief, or everything that is missing or wrong.</summary>
    /// <param name="actor">In whose organization brand, product and pictures are looked for.</param>
    /// <param name="choices">What was chosen.</param>
    /// <param name="seed">Makes the run repeatable with the demo model.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public async Task<BriefResult> WriteAsync(Actor actor, BriefChoices choices, int seed, CancellationToken cancellationToken)
    {
        await using var context = database.Open(actor.OrganizationId);
        var brand = await context.Brands.AsNoTracking().SingleOrDefaultAsync(b => b.Id == choices.BrandId, cancellationToken);
        var product = brand is null ? null : await context.Products.AsNoTracking()
            .SingleOrDefaultAsync(p => p.Id == choices.ProductId && p.BrandId == brand.Id, cancellationToken);
        var hasReference = choices.ReferenceBlobId is null
            || await context.Blobs.AnyAsync(b => b.Id == choices.ReferenceBlobId, cancellationToken);
        var cutout = product is null ? null : await UsableCutouts.FindAsync(context, product.Id, cancellationToken);
        List<BriefProblem> problems =
        [
            .. BriefCheck.OfSubject(choices, brand, product, cutout),
            .. BriefCheck.OfChoices(choices),
        ];
        if (!hasReference)
        {
            problems.Add(new BriefProblem("ReferenceAd", "The reference ad is gone: choose it again, or go on without one."));
        }

        if (problems.Count > 0)
        {
            return new BriefResult.Invalid(problems);
        }

        var today = await Offers.TodayAsync(context, actor, time, cancellationToken);
        var claims = await ClaimsOnAsync(context, product!, today, cancellationToken);
        return new BriefResult.Written(Write(choices, brand!, product!, today, seed) with { Claims = claims, CutoutBlobId = cutout, Mode = ModeOf(choices, cutout) });
    }

    /// <summary>The brand's claims that hold for the product on a day, those that end soonest first.</summary>
    private static Task<List<ApprovedClaim>> ClaimsOnAsync(AdCreatorDbContext context, Product product, DateOnly today, CancellationToken cancellationToken) =>
        context.Claims
            .Where(c => c.BrandId == product.BrandId && (c.ProductId == null || c.ProductId == product.Id) && (c.ExpiresOn == null || c.ExpiresOn >= today))
            .OrderBy(c => c.ExpiresOn == null).ThenBy(c => c.ExpiresOn).ThenBy(c => c.Id)
            .Select(c => new ApprovedClaim(c.Kind, c.Text, c.ExpiresOn))
            .ToListAsync(cancellationToken);

    private static PictureMode ModeOf(BriefChoices choices, Guid? cutout) =>
        choices.Mode ?? (cutout is null ? PictureMode.Reimagine : PictureMode.ProductLock);

    private static Brief Write(BriefChoices choices, Brand brand, Product product, DateOnly today, int seed) => new()
    {
        BrandName = brand.Name,
        BrandTone = brand.Tone,
        BrandColor = brand.Color,
        ProductName = product.Name,
        Benefits = product.Benefits,
        PriceText = product.Price is { } price ? TextOf(price, product.Currency) : "",
        Offer = Offers.StateOn(today, product.Offer, product.OfferEndsOn) == OfferState.Running ? product.Offer : "",
        ProductPictureBlobId = product.PictureBlobId!.Value,
        ReferenceBlobId = choices.ReferenceBlobId,
        Wish = choices.Wish.Trim(),
        Audience = choices.Audience.Trim(),
        Variations = AdCount.Of(choices),
        Hooks = [.. choices.Hooks.Where(h => h.IsChosen).Select(h => HookStep.Clean(h.Hook)!)],
        VariantsPerHook = AdCount.ChosenHooks(choices) > 0 ? choices.VariantsPerHook : 1,
        Placements = [.. HeadlineLimits.All.Of(choices.Placements).Select(p => p.Id)],
        Kit = brand.Kit,
        AspectRatio = choices.AspectRatio,
        Seed = seed,
    };

    private static string TextOf(decimal price, string code)
    {
        var currency = Currency.All.FirstOrDefault(c => c.Code == code) ?? new Currency(code, code, code + " ", 2);
        return currency.Symbol + price.ToString($"F{currency.Digits}", CultureInfo.InvariantCulture);
    }
}
