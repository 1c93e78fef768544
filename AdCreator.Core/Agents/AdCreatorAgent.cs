using AdCreator.Core.Ads;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Pictures;
using AdCreator.Core.Ads.References;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Translations;
using AdCreator.Core.Gemini;
using AdCreator.Core.Usage;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace AdCreator.Core.Agents;

/// <summary>Takes the steps of one ad: understand the reference, write the hook, make the picture, review the ad.</summary>
/// <remarks>
/// The order of the steps is the program's, not the model's: an ad must cost what its quote said and go on after a crash
/// from its rows. Each step is one run of a Microsoft.Agents.AI agent over our metered chat client, with its instructions
/// and data kept apart. An unreadable answer is asked for once more, unless the service has already repeated the call,
/// as it does after an empty answer; nothing else is repeated here. Who calls hears of each repetition before it leaves.
/// </remarks>
public sealed class AdCreatorAgent(AgentDependencies dependencies)
{
    /// <summary>What a reference ad does well.</summary>
    public Task<StepResult<ReferenceFindings>> UnderstandReferenceAsync(PromptPicture reference, int seed, CancellationToken cancellationToken) =>
        AskAsync(UsageOperations.AnalyzeImage, ReferenceStep.Prompt(reference, seed), AdStage.UnderstandingReference, ReferenceStep.Parse, cancellationToken);

    /// <summary>A hook for one ad of the run.</summary>
    public Task<StepResult<Hook>> WriteHookAsync(Brief brief, ReferenceFindings? reference, int adNumber, CancellationToken cancellationToken) =>
        AskAsync(UsageOperations.AnalyzeHook, HookStep.Prompt(brief, reference, adNumber), AdStage.WritingHook, HookStep.Parse, cancellationToken);

    /// <summary>A batch of hooks before any ad is ordered: at most one for each mix.</summary>
    public Task<StepResult<IReadOnlyList<Hook>>> WriteHooksAsync(Brief brief, IReadOnlyList<HookMix> mixes, IReadOnlyList<string> known, CancellationToken cancellationToken) =>
        AskAsync(
            UsageOperations.AnalyzeHook, HookBatchStep.Prompt(brief, mixes, known), AdStage.WritingHook, answer => HookBatchStep.Parse(answer, mixes.Count), cancellationToken);

    /// <summary>One picture for one ad; a second one needs the brief's retry budget and is the caller's decision.</summary>
    public async Task<StepResult<GeneratedImage>> DrawAsync(PictureOrder order, CancellationToken cancellationToken)
    {
        var result = await dependencies.Gemini.GenerateImageAsync(PictureStep.Prompt(order), PictureStep.ShapeOf(order), cancellationToken);
        return dependencies.Problems.Of(result, AdStage.Drawing, image => image);
    }

    /// <summary>The reviewer's verdict, with the product's own picture beside the ad.</summary>
    public Task<StepResult<Review>> ReviewAsync(ReviewOrder order, CancellationToken cancellationToken) =>
        AskAsync(UsageOperations.ReviewImage, ReviewStep.Prompt(order), AdStage.Reviewing, ReviewStep.Parse, cancellationToken);

    /// <summary>The words of a finished ad in another language.</summary>
    public Task<StepResult<AdTexts>> TranslateAsync(Brief brief, AdTexts texts, CopyLanguage language, CancellationToken cancellationToken) =>
        AskAsync(UsageOperations.TranslateText, TranslationStep.Prompt(brief, texts, language), AdStage.AddingText, answer => TranslationStep.Parse(answer, texts), cancellationToken);

    private async Task<StepResult<T>> AskAsync<T>(
        string operation, GeminiPrompt prompt, AdStage stage, Func<string, T?> parse, CancellationToken cancellationToken)
        where T : class
    {
        var notes = dependencies.Gemini.Retries;
        using var tries = new TextTries(notes, cancellationToken);
        dependencies.Gemini.Retries = tries;
        try
        {
            var first = dependencies.Problems.Of(await RunAsync(operation, prompt, 1, tries.Token), stage, parse);
            if (first is not StepResult<T>.Stopped { MayRepeat: true } unreadable || tries.WasRepeatedBelow)
            {
                return first;
            }

            tries.StartLast(unreadable.Problem.Explanation);
            var second = dependencies.Problems.Of(await RunAsync(operation, prompt, 2, tries.Token), stage, parse);

            // A third try, now or after a wait, is the person's to order.
            return tries.WasRepeatedBelow || second is StepResult<T>.Stopped { Problem.RetryAt: not null } ? first : second;
        }
        finally
        {
            dependencies.Gemini.Retries = notes;
        }
    }

    private async Task<GeminiResult<string>> RunAsync(string operation, GeminiPrompt prompt, int attempt, CancellationToken cancellationToken)
    {
        using var client = new GeminiChatClient(dependencies.Gemini, operation);
        var agent = new ChatClientAgent(client, new ChatClientAgentOptions
        {
            Name = "ad-creator",
            UseProvidedChatClientAsIs = true,
            ChatOptions = new ChatOptions
            {
                Instructions = prompt.Instructions,
                ResponseFormat = ChatResponseFormat.ForJsonSchema(prompt.ResponseSchema!.Value),
                Seed = prompt.Seed + attempt - 1,
            },
        });
        try
        {
            var response = await agent.RunAsync(ToMessage(prompt), cancellationToken: cancellationToken);
            return new GeminiResult<string>.Generated(response.Text, dependencies.Gemini.ModelOf(operation), Guid.Empty);
        }
        catch (GeminiOutcomeException ending)
        {
            return ending.Result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new GeminiResult<string>.Cancelled();
        }
    }

    private static ChatMessage ToMessage(GeminiPrompt prompt) => new(
        ChatRole.User,
        [
            .. prompt.Pictures.Select(AIContent (picture) => new DataContent(picture.Bytes, picture.MediaType)),
            .. prompt.Texts.Select(AIContent (text) => new TextContent(text)),
        ]);
}
