using AdCreator.Core.Gemini;
using AdCreator.Core.Usage;
using Microsoft.Extensions.AI;

namespace AdCreator.Core.Agents.Assistant;

/// <summary>Ends a turn before its next call would be one too many or could cost more than the turn may.</summary>
/// <remarks>Stands below the function loop, so that it sees every model call. What a call may cost is what the meter reserves for it.</remarks>
internal sealed class TurnLimits(IChatClient inner, GeminiService gemini, Func<GeminiCallSize, decimal?> atMost) : DelegatingChatClient(inner)
{
    private decimal mostUsd;

    /// <summary>Calls that have left.</summary>
    public int Steps { get; private set; }

    /// <inheritdoc />
    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = messages.ToList();
        var request = ChatMapping.ToRequest(all, options, gemini.ModelOf(UsageOperations.Assist), GeminiLimits.OutputTokens(UsageOperations.Assist));
        var next = atMost(GeminiCallSize.Of(request)) ?? 0;
        if (Steps >= SetAssistant.MaxSteps || mostUsd + next > SetAssistant.MostUsd)
        {
            return Task.FromResult(new ChatResponse(new ChatMessage(
                ChatRole.Assistant, "I stop here: this question took as many steps as one question may. Ask for the rest in a new one.")));
        }

        Steps++;
        mostUsd += next;
        return base.GetResponseAsync(all, options, cancellationToken);
    }
}
