using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Gemini;
using AdCreator.Core.Organizations;
using AdCreator.Core.Pricing;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Budgets;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Ads.Costs;

/// <summary>Says before the click what a batch of hooks can cost at most, and what it usually costs.</summary>
/// <remarks>"At most" is the reservation of the one call that is made, and of its one repetition after an answer that cannot be used.</remarks>
public sealed class HookQuotes(GeminiCosts costs, OrganizationPrices prices, BudgetReader budgets, IOptions<GeminiOptions> options, TimeProvider time)
{
    /// <summary>The price of one batch, with what the actor's limits leave for it.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<Quote> QuoteAsync(Actor actor, Brief brief, IReadOnlyList<string> known, int count, CancellationToken cancellationToken)
    {
        var isDemo = options.Value.IsDemo;
        await costs.PrepareAsync(actor.OrganizationId, cancellationToken);
        var size = GeminiCallSize.Of(UsageOperations.AnalyzeHook, HookBatchStep.LongestPrompt(brief, known, count));
        var now = time.GetUtcNow();
        var atMost = RunQuotes.TextTries * costs.AtMost(actor.OrganizationId, UsageOperations.AnalyzeHook, size, now);
        var usually = prices.Find(actor.OrganizationId, costs.ModelOf(UsageOperations.AnalyzeHook), now) is { } price
            ? CostCalculator.Calculate(price, TypicalUsage(size, count))?.TotalUsd
            : null;
        return new Quote(atMost, usually is { } u && atMost is { } most ? Math.Min(u, most) : usually, isDemo, "One call. Usually: estimated from prices.")
        {
            Budget = await budgets.ReadAsync(actor, runId: null, isDemo, cancellationToken) is [var tightest, ..] ? tightest : null,
        };
    }

    /// <summary>Four letters a token, some 75 tokens a hook with its scene, a little thinking (seen 2026-11 with single hooks).</summary>
    private static BilledUsage TypicalUsage(GeminiCallSize size, int count) => new()
    {
        PromptTokens = size.InputBytes / 4, CandidateTokens = 20 + (75 * count), ThoughtTokens = 300,
    };
}
