using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Pictures;
using AdCreator.Core.Ads.References;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Translations;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Gemini;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Budgets;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Ads.Costs;

/// <summary>Says before the click what a run can cost at most, and what it usually costs.</summary>
/// <remarks>
/// "At most" adds up the very reservations that the run's calls will make, with the longest texts they can carry, one
/// repetition of every text call (after an empty or unreadable answer) and the brief's extra pictures. So the settled
/// cost exceeds it only when the provider answers with a dearer model, or when a text step starts anew after a crash or
/// after an empty answer that a busy provider followed.
/// </remarks>
public sealed class RunQuotes(GeminiCosts costs, UsualCost usual, BudgetReader budgets, IOptions<GeminiOptions> options, TimeProvider time)
{
    /// <summary>Calls of one text step at most: the first and one repetition after an empty or unreadable answer.</summary>
    public const int TextTries = 2;

    /// <summary>Whether the demo model will answer: nothing is billed.</summary>
    public bool IsDemo => options.Value.IsDemo;

    /// <summary>The quote of a whole run, with what the actor's limits leave for it.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<Quote> QuoteAsync(Actor actor, Brief brief, CancellationToken cancellationToken)
    {
        await costs.PrepareAsync(actor.OrganizationId, cancellationToken);
        var oneAd = AtMostOfOneAd(actor.OrganizationId, brief);
        var once = AtMostOfReference(actor.OrganizationId, brief);
        var atMost = once + brief.Variations * oneAd;
        var basis = await usual.OfOneAdAsync(actor.OrganizationId, brief, IsDemo, cancellationToken);
        var usually = basis.CostUsd * brief.Variations;
        var budget = await budgets.ReadAsync(actor, runId: null, IsDemo, cancellationToken) is [var tightest, ..] ? tightest : null;
        return new Quote(atMost, usually is { } u && atMost is { } most ? Math.Min(u, most) : usually, IsDemo, basis.Explanation)
        {
            Budget = budget,
            AdsThatFit = budget is null || oneAd is not > 0 || once is null
                ? null
                : (int)Math.Clamp(decimal.Floor((budget.LeftUsd - once.Value) / oneAd.Value), 0, brief.Variations),
        };
    }

    /// <summary>The most that making one ad anew can cost, US dollars; null when a model has no price.</summary>
    public async Task<decimal?> AtMostOfOneAdAsync(Guid organizationId, Brief brief, CancellationToken cancellationToken)
    {
        await costs.PrepareAsync(organizationId, cancellationToken);
        return AtMostOfOneAd(organizationId, brief);
    }

    /// <summary>The most that another picture for a finished ad can cost, with its review, US dollars; null when a model has no price.</summary>
    public async Task<decimal?> AtMostOfChangeAsync(Guid organizationId, Brief brief, CancellationToken cancellationToken)
    {
        await costs.PrepareAsync(organizationId, cancellationToken);
        var order = new PictureOrder(brief, LongestHook, LongestReference(brief), NoBytes, 1, 1)
        {
            Previous = NoBytes,
            Wish = new string('x', AdEditing.MaxWishLength * 4),
        };
        return AtMostOfPicture(organizationId, order) + AtMostOfReview(organizationId, brief);
    }

    /// <summary>The most that translating an ad's words once can cost, US dollars; null when the model has no price.</summary>
    public async Task<decimal?> AtMostOfTranslationAsync(Guid organizationId, Brief brief, CancellationToken cancellationToken)
    {
        await costs.PrepareAsync(organizationId, cancellationToken);
        return TextTries * CallOf(organizationId, UsageOperations.TranslateText, TranslationStep.LongestPrompt(brief));
    }

    /// <summary>The most that the ad's picture can cost in other shapes, US dollars; null when the model has no price. Nothing else is asked of a model then.</summary>
    /// <param name="shapes">Of <see cref="PictureShapes.All"/>, each one once.</param>
    public async Task<decimal?> AtMostOfShapesAsync(Guid organizationId, Brief brief, IReadOnlyList<string> shapes, CancellationToken cancellationToken)
    {
        await costs.PrepareAsync(organizationId, cancellationToken);
        var order = new PictureOrder(brief, LongestHook, LongestReference(brief), NoBytes, 1, 1) { Previous = NoBytes };
        return shapes.Aggregate((decimal?)0, (sum, shape) => sum + AtMostOfPicture(organizationId, order with { OwnShape = shape }));
    }

    private decimal? AtMostOfOneAd(Guid organizationId, Brief brief)
    {
        var hook = brief.Hooks.Count > 0 ? 0 : TextTries * CallOf(organizationId, UsageOperations.AnalyzeHook, HookStep.LongestPrompt(brief, LongestReference(brief)));
        var picture = AtMostOfPicture(organizationId, new PictureOrder(brief, LongestHook, LongestReference(brief), NoBytes, 1, 1));
        return hook + picture + AtMostOfReview(organizationId, brief);
    }

    private decimal? AtMostOfPicture(Guid organizationId, PictureOrder order) => (1 + order.Brief.RetryBudget) * CallOf(
        organizationId, UsageOperations.GenerateImage, PictureStep.Prompt(order), PictureStep.ShapeOf(order));

    private decimal? AtMostOfReview(Guid organizationId, Brief brief) =>
        TextTries * CallOf(organizationId, UsageOperations.ReviewImage, ReviewStep.Prompt(LongestReview(brief)));

    private decimal? AtMostOfReference(Guid organizationId, Brief brief) => brief.ReferenceBlobId is null
        ? 0
        : TextTries * CallOf(organizationId, UsageOperations.AnalyzeImage, ReferenceStep.Prompt(NoBytes, brief.Seed));

    private decimal? CallOf(Guid organizationId, string operation, GeminiPrompt prompt, GeminiImageShape? shape = null) =>
        costs.AtMost(organizationId, operation, GeminiCallSize.Of(operation, prompt, shape), time.GetUtcNow());

    private static ReviewOrder LongestReview(Brief brief) => new(brief, LongestHook.Text, new string('x', EditCheck.MaxOfferLength * 4), NoBytes, NoBytes)
    {
        Crop = NoBytes,
        Measured = new string('\u00E9', ReviewStep.MaxMeasuredLength),
    };

    private static ReferenceFindings? LongestReference(Brief brief) => brief.ReferenceBlobId is null ? null : ReferenceFindings.Longest;

    /// <summary>Four bytes a letter: no script needs more.</summary>
    private static readonly Hook LongestHook = new(
        new string('x', HookStep.MaxTextLength * 4), new string('x', 160), new string('x', 160), new string('x', HookStep.MaxSceneLength * 4));

    /// <summary>A picture's size in the bill does not depend on its bytes.</summary>
    private static readonly PromptPicture NoBytes = new(ReadOnlyMemory<byte>.Empty, "image/jpeg");
}
