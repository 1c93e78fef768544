using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Pictures;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Gemini;
using AdCreator.Core.Pricing;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Costs;

/// <summary>What an ad usually costs: the median of the organization's last ads, before there are any an estimate from prices.</summary>
public sealed class UsualCost(AdCreatorDb database, OrganizationPrices prices, GeminiCosts costs, TimeProvider time)
{
    /// <summary>How many ads are looked back at.</summary>
    public const int Sample = 40;

    /// <summary>Fewer ads than this say little.</summary>
    private const int Enough = 3;

    /// <summary>The usual cost of one ad in US dollars, and what it rests on.</summary>
    public async Task<UsualCostResult> OfOneAdAsync(Guid organizationId, Brief brief, bool isDemo, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        var ads = await context.Ads
            .Where(a => a.Stage == AdStage.Done)
            .OrderByDescending(a => a.CreatedAt)
            .Take(Sample)
            .Select(a => (Guid?)a.Id)
            .ToListAsync(cancellationToken);
        var sums = await context.TokenUsage
            .Where(u => ads.Contains(u.AdId) && u.IsDemo == isDemo && u.CostUsd != null)
            .GroupBy(u => u.AdId)
            .Select(g => g.Sum(u => u.CostUsd))
            .ToListAsync(cancellationToken);
        if (sums.Count >= Enough)
        {
            return new UsualCostResult(Median([.. sums.Select(s => s ?? 0)]), $"Usually: the median of your last {sums.Count} ads.");
        }

        await prices.PrepareAsync(organizationId, cancellationToken);
        return new UsualCostResult(Estimate(organizationId, brief), "Usually: estimated from prices until you have made a few ads.");
    }

    /// <summary>A first estimate: token counts that such calls typically have (seen 2026-11), no repetitions.</summary>
    private decimal? Estimate(Guid organizationId, Brief brief)
    {
        var hook = brief.Hooks.Count > 0 ? 0 : PriceOf(UsageOperations.AnalyzeHook, new BilledUsage { PromptTokens = 650, CandidateTokens = 110, ThoughtTokens = 300 });
        var picture = PriceOf(UsageOperations.GenerateImage, null);
        var review = PriceOf(
            UsageOperations.ReviewImage,
            new BilledUsage { PromptTokens = 4_400, ImageInputTokens = 3_360, CandidateTokens = 380, ThoughtTokens = 350 });
        return hook + picture + review;

        decimal? PriceOf(string operation, BilledUsage? usage)
        {
            var now = time.GetUtcNow();
            var price = prices.Find(organizationId, costs.ModelOf(operation), now);
            return price is null ? null : CostCalculator.Calculate(price, usage ?? PictureUsage(price))?.TotalUsd;
        }
    }

    private static BilledUsage PictureUsage(PriceVersion price)
    {
        var image = price.ImageTokens.GetValueOrDefault(PictureStep.Size, 1_120);
        return new BilledUsage
        {
            PromptTokens = 1_900, ImageInputTokens = 1_120, CandidateTokens = image + 12, ImageOutputTokens = image, ThoughtTokens = 220, Images = 1,
        };
    }

    private static decimal Median(decimal[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}

/// <param name="CostUsd">US dollars for one ad; null when a model has no price.</param>
/// <param name="Explanation">What it rests on, one sentence.</param>
public sealed record UsualCostResult(decimal? CostUsd, string Explanation);
