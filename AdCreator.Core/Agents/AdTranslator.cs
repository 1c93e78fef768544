using AdCreator.Core.Ads;
using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Translations;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;

namespace AdCreator.Core.Agents;

/// <summary>Translates the words of a finished ad: one metered call, no new picture. What comes of it is an edit that a person looks at first.</summary>
/// <exception cref="AccessDeniedException">Thrown by every method when the actor is not, or no longer, a member.</exception>
public sealed class AdTranslator(AdRows rows, RunQuotes quotes, AgentDependenciesFactory agents, MembershipGuard guard)
{
    /// <summary>The most that translating an ad's words once can cost, US dollars; null when the model has no price, and for an ad that is not there.</summary>
    public async Task<decimal?> AtMostAsync(Actor actor, Guid adId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        return await FindRunAsync(actor, adId, cancellationToken) is { } run ? await quotes.AtMostOfTranslationAsync(actor.OrganizationId, run.Brief, cancellationToken) : null;
    }

    /// <summary>Translates. What a model or a limit refuses is a result, never an exception.</summary>
    /// <param name="actor">Who asks and pays.</param>
    /// <param name="adId">A finished ad.</param>
    /// <param name="texts">Its words as they are on the screen; a headline of 1 to 90 letters.</param>
    /// <param name="language">Into which language.</param>
    /// <param name="cancellationToken">Ends it; a call that has left is metered all the same.</param>
    public async Task<TranslationResult> TranslateAsync(Actor actor, Guid adId, AdTexts texts, CopyLanguage language, CancellationToken cancellationToken)
    {
        var role = await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        if (await FindRunAsync(actor, adId, cancellationToken) is not { } run)
        {
            return new TranslationResult.NotFound();
        }

        if (FindProblem(texts) is { } problem)
        {
            return new TranslationResult.NotDone(problem);
        }

        if (RunRestart.IsPriceMissing(await quotes.AtMostOfTranslationAsync(actor.OrganizationId, run.Brief, cancellationToken), role))
        {
            return new TranslationResult.NotDone($"{RunRestart.NoPrice} An admin can order it all the same.");
        }

        await using var dependencies = await agents.CreateAsync(
            actor, actor.PersonId, actor.OrganizationId, new UsageSubject(run.BrandId, run.Id, adId), cancellationToken);
        return await new AdCreatorAgent(dependencies).TranslateAsync(run.Brief, texts, language, cancellationToken) switch
        {
            StepResult<AdTexts>.Done done => new TranslationResult.Translated(done.Value),
            StepResult<AdTexts>.Stopped { Problem: var stopped } => new TranslationResult.NotDone($"{stopped.Explanation} {stopped.Remedy}"),
            _ => new TranslationResult.NotDone("The translation was cancelled."),
        };
    }

    /// <summary>What could not be saved as an edit is not translated either; of an alternative text less is taken than an edit may have.</summary>
    private static string? FindProblem(AdTexts texts) =>
        EditCheck.FindProblem(new AdDesign { Headline = texts.Headline, Offer = texts.Offer })?.Message
        ?? (texts.AltText.Length > TranslationStep.MaxAltTextLength
            ? $"An alternative text of at most {TranslationStep.MaxAltTextLength} letters can be translated; this one has {texts.AltText.Length}. Shorten it, or empty it for headline and product."
            : null);

    private async Task<AdRun?> FindRunAsync(Actor actor, Guid adId, CancellationToken cancellationToken) =>
        await rows.FindAdAsync(actor.OrganizationId, adId, cancellationToken) is { FinalBlobId: not null } ad ? await rows.FindRunAsync(actor.OrganizationId, ad.RunId, cancellationToken) : null;
}

/// <summary>How asking for a translation ended.</summary>
public abstract record TranslationResult
{
    private TranslationResult()
    {
    }

    /// <summary>The words in the other language.</summary>
    public sealed record Translated(AdTexts Texts) : TranslationResult;

    /// <summary>Nothing was translated.</summary>
    /// <param name="Reason">Why, and what would be right, for people.</param>
    public sealed record NotDone(string Reason) : TranslationResult;

    /// <summary>There is no such finished ad, or it is another organization's.</summary>
    public sealed record NotFound : TranslationResult;
}
