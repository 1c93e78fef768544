using System.Globalization;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using AdCreator.Core.Imaging;
using AdCreator.Core.Imaging.Fidelity;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Checks;

/// <summary>Measures a composed ad before anybody gives an opinion of it.</summary>
public sealed class AdChecks(AdCreatorDb database, ProductReferences references, TimeProvider time)
{
    /// <summary>Checks of words, product and picture: what they find is true of every file of the ad.</summary>
    internal static bool HoldsForFiles(CheckResult check) => check.Check is ClaimsCheck.Name or WordsCheck.Name or FidelityResults.Name or FileChecks.DuplicateName;

    /// <summary>What is measured on the ad in the format of its brief: the layout, the words, the product.</summary>
    /// <param name="run">What the ad is for.</param>
    /// <param name="ad">The ad whose next version this is.</param>
    /// <param name="input">What it was composed from.</param>
    /// <param name="made">What was composed.</param>
    /// <param name="fidelity">What was measured on the scene already; null with Product Lock, where the composed ad is measured.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    internal async Task<CheckReport> OfAdAsync(
        AdRun run, Ad ad, DesignInput input, ComposedAd.Composed made, FidelityResult? fidelity, CancellationToken cancellationToken)
    {
        var canvas = new PixelBox(0, 0, made.Picture.Width, made.Picture.Height);
        var others = await ListHashesAsync(run, ad.Id, cancellationToken);
        var product = fidelity ?? await MeasureAsync(run, made.Picture.Bytes, [.. made.Geometry.TextBoxes], made.Geometry.Product, cancellationToken);
        List<CheckResult> checks =
        [
            FidelityResults.Of(product),
            .. await OfWordsAsync(run, input, cancellationToken),
            .. FileChecks.Layout(made.Geometry, canvas),
        ];
        if (others.Count > 0)
        {
            checks.Add(FileChecks.Duplicate(made.Hash, others));
        }

        return new CheckReport(checks) { PictureHash = made.Hash.ToString("x16", CultureInfo.InvariantCulture), ProductBox = input.ProductBox };
    }

    /// <summary>Compares a picture with the product's own photo, outside of the boxes that hold text, near the place where it was put.</summary>
    internal async Task<FidelityResult> MeasureAsync(AdRun run, ReadOnlyMemory<byte> picture, IReadOnlyList<PixelBox> masked, PixelBox? near, CancellationToken cancellationToken)
    {
        var reference = await references.ReadAsync(run, cancellationToken);

        // A thread of its own: it waits for its turn and then computes for a second, which the pool's threads must not.
        return await Task.Factory.StartNew(
            () => FidelityCheck.Compare(reference, picture, masked, near, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private async Task<IReadOnlyList<CheckResult>> OfWordsAsync(AdRun run, DesignInput input, CancellationToken cancellationToken)
    {
        var brief = run.Brief;
        string[] texts = [input.Headline, input.Offer, .. input.Design?.Copy.Values ?? []];
        await using var context = database.Open(run.OrganizationId);
        var today = await Offers.TodayAsync(context, new Actor(run.PersonId, run.OrganizationId), time, cancellationToken);
        return
        [
            ClaimsCheck.Run(texts, brief.Claims, ClaimFacts.Of(brief), today),
            WordsCheck.Run(texts, brief.Kit.WordsToAvoid),
            AudienceCheck.Run(input.Headline, input.Offer, brief.Audience, brief.Offer),
        ];
    }

    private async Task<List<(string Ad, ulong Hash)>> ListHashesAsync(AdRun run, Guid adId, CancellationToken cancellationToken)
    {
        if (run.Brief.Variations < 2)
        {
            return [];
        }

        await using var context = database.Open(run.OrganizationId);
        var others = await context.Ads.AsNoTracking()
            .Where(a => a.RunId == run.Id && a.Id != adId && a.Checks != null)
            .OrderBy(a => a.Number)
            .Select(a => new { a.Number, a.Checks })
            .ToListAsync(cancellationToken);
        return [.. others
            .Where(o => o.Checks!.PictureHash is not null)
            .Select(o => ($"ad {o.Number}", ulong.Parse(o.Checks!.PictureHash!, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))];
    }
}
