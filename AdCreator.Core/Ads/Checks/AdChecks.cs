using System.Globalization;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Imaging;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Checks;

/// <summary>Measures a composed ad before anybody gives an opinion of it.</summary>
public sealed class AdChecks(AdCreatorDb database)
{
    /// <summary>Checks of words and product: what they find is true of every file of the ad.</summary>
    internal static bool HoldsForFiles(CheckResult check) => check.Check is "claims" or "words" or "fidelity";

    /// <summary>What is measured on the ad in the format of its brief.</summary>
    internal async Task<CheckReport> OfAdAsync(AdRun run, Ad ad, DesignInput input, ComposedAd.Composed made, CancellationToken cancellationToken)
    {
        var canvas = new PixelBox(0, 0, made.Picture.Width, made.Picture.Height);
        var others = await ListHashesAsync(run, ad.Id, cancellationToken);
        List<CheckResult> checks = [.. FileChecks.Layout(made.Geometry, canvas)];
        if (others.Count > 0)
        {
            checks.Add(FileChecks.Duplicate(made.Hash, others));
        }

        return new CheckReport(checks) { PictureHash = made.Hash.ToString("x16", CultureInfo.InvariantCulture) };
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
