using AdCreator.Core.Data;
using AdCreator.Core.Gemini;
using AdCreator.Core.Pricing;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Core.Usage;

namespace AdCreator.Core.Demo;

/// <summary>Calls of the demo model in the weeks before the first start, so that the dashboard has something to show. Each is marked as demo and priced like a real one.</summary>
internal sealed class SampleUsage(UsageTracker tracker, OrganizationPrices prices, GeminiCosts costs, TimeProvider time)
{
    /// <summary>How far back the calls go.</summary>
    public const int Days = 20;

    /// <summary>Records the calls of some people's weeks: the same ones for the same organization.</summary>
    public async Task AddAsync(Guid organizationId, IReadOnlyList<Guid> people, Guid brandId, CancellationToken cancellationToken)
    {
        await prices.PrepareAsync(organizationId, cancellationToken);
        var random = new Random(DemoRequest.HashOf(organizationId.ToString("N")));
        var now = time.GetUtcNow();
        for (var day = Days; day > 0; day--)
        {
            var sets = random.Next(100) < 30 ? 0 : random.Next(1, 4);
            for (var set = 0; set < sets; set++)
            {
                var begin = now.AddDays(-day).AddMinutes(random.Next(-240, 240));
                AddSet(organizationId, people[random.Next(people.Count)], brandId, begin, random);
            }
        }
    }

    private void AddSet(Guid organizationId, Guid personId, Guid brandId, DateTimeOffset begin, Random random)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(begin.ToUnixTimeMilliseconds());
        for (var ad = random.Next(2, 7); ad > 0; ad--)
        {
            Add(UsageOperations.AnalyzeHook, new BilledUsage { PromptTokens = 600 + random.Next(120), CandidateTokens = 90 + random.Next(60), ThoughtTokens = 120 + random.Next(250) });
            var isBlocked = random.Next(100) < 4;
            Add(
                UsageOperations.GenerateImage,
                new BilledUsage { PromptTokens = 700 + random.Next(200), CandidateTokens = 1_130, ImageOutputTokens = 1_120, ThoughtTokens = 150 + random.Next(200), Images = 1 },
                isBlocked ? UsageOutcome.Blocked : UsageOutcome.Succeeded);
            if (!isBlocked)
            {
                Add(UsageOperations.ReviewImage, new BilledUsage { PromptTokens = 4_200 + random.Next(300), ImageInputTokens = 3_360, CandidateTokens = 320 + random.Next(120), ThoughtTokens = 200 + random.Next(300) });
            }
        }

        void Add(string operation, BilledUsage usage, UsageOutcome outcome = UsageOutcome.Succeeded)
        {
            at = at.AddMilliseconds(900 + random.Next(5_000));
            if (at < time.GetUtcNow() && RowOf(organizationId, personId, brandId, operation, usage, outcome, at, random) is { } row)
            {
                tracker.Track(row);
            }
        }
    }

    private UsageRecord? RowOf(
        Guid organizationId, Guid personId, Guid brandId, string operation, BilledUsage usage, UsageOutcome outcome, DateTimeOffset at, Random random)
    {
        var model = costs.ModelOf(operation);
        var isPicture = operation == UsageOperations.GenerateImage;
        var billed = outcome == UsageOutcome.Succeeded ? usage : new BilledUsage { PromptTokens = usage.PromptTokens };
        if (prices.Find(organizationId, model, at) is not { } price || CostCalculator.Calculate(price, billed) is not { } bill)
        {
            return null;
        }

        var output = billed.CandidateTokens + billed.ThoughtTokens;
        return new UsageRecord
        {
            Id = NewId.At(at),
            UserId = personId,
            OrganizationId = organizationId,
            Provider = "demo",
            Model = model,
            ModelRequested = model,
            ToolName = "gemini_service",
            Operation = operation,
            InputTokens = billed.PromptTokens,
            OutputTokens = output,
            TotalTokens = billed.PromptTokens + output,
            ThoughtTokens = billed.ThoughtTokens,
            ImageInputTokens = billed.ImageInputTokens,
            ImageOutputTokens = billed.ImageOutputTokens,
            Units = isPicture ? billed.Images : billed.PromptTokens + output,
            UnitType = isPicture ? "image_generation" : "tokens",
            CostUsd = bill.TotalUsd,
            CostUsdMax = bill.TotalUsd,
            CostState = CostState.Exact,
            PriceVersionId = price.Id,
            LineItems = bill.LineItems,
            Billed = billed,
            RequestMetadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["sample"] = "before the first start" },
            DurationMs = isPicture ? 2_000 + random.Next(2_000) : 500 + random.Next(600),
            CreatedAt = at,
            Outcome = outcome,
            BrandId = brandId,
            IsDemo = true,
        };
    }
}
