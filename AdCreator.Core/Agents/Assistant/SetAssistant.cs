using AdCreator.Core.Ads;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Gemini;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace AdCreator.Core.Agents.Assistant;

/// <summary>Talks with a person about one set: looks, plans, and proposes actions with their price. Only a click of the person makes them happen.</summary>
/// <exception cref="AccessDeniedException">Thrown by every method when the actor is not, or no longer, a member.</exception>
public sealed class SetAssistant(
    AgentDependenciesFactory agents, AdGallery gallery, AdRows rows, AdRunService runs, AdEditing editing, GeminiCosts costs, TimeProvider time)
{
    /// <summary>Model calls of one turn at most.</summary>
    public const int MaxSteps = 12;

    /// <summary>What one turn can cost at most, US dollars: a call that could bring it above does not leave.</summary>
    public const decimal MostUsd = 0.20m;

    /// <summary>Letters of a message at most.</summary>
    public const int MaxMessageLength = 1000;

    /// <summary>Messages of the conversation that the model sees again.</summary>
    private const int Remembered = 12;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <summary>Asks the assistant. It answers in words, with proposals or without.</summary>
    /// <param name="actor">Who asks, and pays.</param>
    /// <param name="runId">The set on the screen.</param>
    /// <param name="before">The conversation so far, oldest first.</param>
    /// <param name="message">What the person says now, 1 to <see cref="MaxMessageLength"/> letters; longer ones are cut.</param>
    /// <param name="cancellationToken">Ends the turn; a call that has left is metered all the same.</param>
    public async Task<AssistantTurn> AskAsync(
        Actor actor, Guid runId, IReadOnlyList<AssistantMessage> before, string message, CancellationToken cancellationToken)
    {
        var view = await gallery.FindRunAsync(actor, runId, cancellationToken);
        var run = view is null ? null : await rows.FindRunAsync(actor.OrganizationId, runId, cancellationToken);
        if (view is null || run is null)
        {
            return new AssistantTurn.NotFound();
        }

        await costs.PrepareAsync(actor.OrganizationId, cancellationToken);
        var tools = new SetTools(view, RunChoices.Of(run), choices => runs.QuoteAsync(actor, choices, cancellationToken));
        await using var dependencies = await agents.CreateAsync(
            actor, actor.PersonId, actor.OrganizationId, new UsageSubject(run.BrandId, run.Id), cancellationToken);
        using var limits = new TurnLimits(
            new GeminiChatClient(dependencies.Gemini, UsageOperations.Assist),
            dependencies.Gemini,
            size => costs.AtMost(actor.OrganizationId, UsageOperations.Assist, size, time.GetUtcNow()));
        using var patience = new CancellationTokenSource(Longest, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var text = await RunAsync(limits, tools, run.Brief, [.. before.TakeLast(Remembered)], Cut(message), stop.Token);
            return new AssistantTurn.Answered(text, tools.Proposals, limits.Steps);
        }
        catch (GeminiOutcomeException ending)
        {
            return new AssistantTurn.Stopped(ProblemOf(dependencies, ending));
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new AssistantTurn.Stopped(new AdProblem(
                "timed_out", AdStage.Queued, $"The assistant found no answer within {Longest.TotalSeconds:0} seconds.", "Ask for less at once."));
        }
    }

    /// <summary>Does what a person clicked: through the same services, with the same checks, as the page's own buttons.</summary>
    public async Task<ProposalResult> DoAsync(Actor actor, AssistantProposal proposal, Guid idempotencyKey, CancellationToken cancellationToken) => proposal switch
    {
        AssistantProposal.NewSet set => await runs.StartAsync(actor, set.Choices, idempotencyKey, cancellationToken) switch
        {
            StartRunResult.Started started => new ProposalResult.NewSet(started.RunId),
            StartRunResult.Refused refused => new ProposalResult.NotDone(refused.Reason),
            StartRunResult.OverBudget => new ProposalResult.NotDone("It does not fit into what is left of the budget. Ask for fewer ads, or ask an admin for more."),
            StartRunResult.Invalid invalid => new ProposalResult.NotDone(string.Join(' ', invalid.Problems.Select(p => p.Message))),
            _ => throw new InvalidOperationException("Unknown case."),
        },
        AssistantProposal.TextEdit edit => Of(await editing.EditTextAsync(actor, edit.AdId, edit.Design, cancellationToken)),
        AssistantProposal.PictureChange change => Of(await editing.AskForChangeAsync(actor, change.AdId, change.Wish, cancellationToken)),
        AssistantProposal.AnotherPicture another => Of(await editing.RegenerateAsync(actor, another.AdId, cancellationToken)),
        _ => throw new InvalidOperationException($"Unknown proposal {proposal.GetType().Name}."),
    };

    private static async Task<string> RunAsync(
        IChatClient client, SetTools tools, Brief brief, List<AssistantMessage> before, string message, CancellationToken cancellationToken)
    {
        using var loop = new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = MaxSteps };
        var agent = new ChatClientAgent(loop, new ChatClientAgentOptions
        {
            Name = "set-assistant",
            UseProvidedChatClientAsIs = true,
            ChatOptions = new ChatOptions { Instructions = PromptFile.ReadOf("Agents", "Assistant/assistant.md"), Tools = tools.List() },
        });
        List<ChatMessage> messages =
        [
            new(ChatRole.User, BriefFacts.Of(brief)),
            .. before.Select(m => new ChatMessage(m.IsPerson ? ChatRole.User : ChatRole.Assistant, m.Text)),
            new(ChatRole.User, $"Request: {message}"),
        ];
        var response = await agent.RunAsync(messages, cancellationToken: cancellationToken);
        return response.Text.Trim() is { Length: > 0 } text
            ? text
            : tools.Proposals.Count > 0 ? "Here is what I propose." : "I have no answer to that. Say it in other words.";
    }

    private static AdProblem ProblemOf(AgentDependencies dependencies, GeminiOutcomeException ending) =>
        dependencies.Problems.Of(ending.Result, AdStage.Queued, text => text) is StepResult<string>.Stopped stopped
            ? stopped.Problem
            : new AdProblem("failed", AdStage.Queued, ending.Message, "Try again.");

    private static ProposalResult Of(EditResult result) => result switch
    {
        EditResult.Accepted => new ProposalResult.Started(),
        EditResult.NotFound => new ProposalResult.NotDone("The ad is not there any more."),
        EditResult.Busy busy => new ProposalResult.NotDone(busy.Reason),
        EditResult.Invalid invalid => new ProposalResult.NotDone(invalid.Message),
        EditResult.Refused refused => new ProposalResult.NotDone($"{refused.Reason} {refused.Remedy}"),
        _ => throw new InvalidOperationException("Unknown case."),
    };

    private static string Cut(string message)
    {
        var text = PromptText.Clean(message).Trim();
        return text.Length <= MaxMessageLength ? text : text[..MaxMessageLength];
    }
}

/// <summary>What became of a proposal that a person clicked.</summary>
public abstract record ProposalResult
{
    private ProposalResult()
    {
    }

    /// <summary>The ad is being changed.</summary>
    public sealed record Started : ProposalResult;

    /// <summary>A new set was ordered.</summary>
    public sealed record NewSet(Guid RunId) : ProposalResult;

    /// <summary>Nothing happened and nothing was spent.</summary>
    /// <param name="Reason">Why, and what would be right.</param>
    public sealed record NotDone(string Reason) : ProposalResult;
}
