using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Usage.Budgets;

namespace AdCreator.Core.Ads.Runs;

/// <summary>Whether an order became a run.</summary>
public abstract record StartRunResult
{
    private StartRunResult()
    {
    }

    /// <summary>The run is durable and goes on whatever happens to the page.</summary>
    public sealed record Started(Guid RunId) : StartRunResult;

    /// <summary>Something in the choices is missing or wrong.</summary>
    public sealed record Invalid(IReadOnlyList<BriefProblem> Problems) : StartRunResult;

    /// <summary>The most it can cost does not fit into a limit.</summary>
    /// <param name="Quote">The price, what is left, and how many ads would fit.</param>
    public sealed record OverBudget(Quote Quote) : StartRunResult
    {
        /// <summary>What a person should be told.</summary>
        public string Reason
        {
            get
            {
                var budget = Quote.Budget!;
                var left = $"of {LimitReached.NameOf(budget.Scope)} {LimitReached.Dollars(budget.LeftUsd, up: false)} is left";
                return Quote.AtMostUsd is { } most
                    ? $"This set can cost up to {LimitReached.Dollars(most, up: true)}, and {left}: {Quote.AdsThatFit ?? 0} of its ads would fit. Nothing was ordered."
                    : $"A model has no price, so the limit could not be kept ({left}). Nothing was ordered.";
            }
        }
    }

    /// <summary>The order cannot be taken now.</summary>
    /// <param name="Reason">What a person should be told.</param>
    public sealed record Refused(string Reason) : StartRunResult;
}
