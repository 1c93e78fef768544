using AdCreator.Core.Data;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Outcomes by the word they are stored, exported and addressed with, such as <c>no_image</c>.</summary>
public static class OutcomeWord
{
    /// <summary>The word of an outcome.</summary>
    public static string Of(UsageOutcome outcome) => SnakeCase.Of(outcome);

    /// <summary>The outcome of a word; null when there is none.</summary>
    public static UsageOutcome? Find(string? word)
    {
        foreach (var outcome in Enum.GetValues<UsageOutcome>())
        {
            if (Of(outcome) == word)
            {
                return outcome;
            }
        }

        return null;
    }
}
