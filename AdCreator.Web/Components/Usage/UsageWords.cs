using System.Globalization;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Queries;

namespace AdCreator.Web.Components.Usage;

/// <summary>The words that people read for what is stored.</summary>
public static class UsageWords
{
    /// <summary>What a call was for, such as "Draw picture"; the stored word for an operation of a later system.</summary>
    public static string Operation(string operation) => operation switch
    {
        UsageOperations.GenerateImage => "Draw picture",
        UsageOperations.AnalyzeImage => "Read picture",
        UsageOperations.ReviewImage => "Review picture",
        UsageOperations.AnalyzeText => "Read text",
        UsageOperations.AnalyzeHook => "Write hook",
        UsageOperations.TranslateText => "Translate words",
        UsageOperations.Assist => "Assistant",
        _ => operation,
    };

    /// <summary>How a call ended.</summary>
    public static string Outcome(UsageOutcome outcome) => outcome switch
    {
        UsageOutcome.Succeeded => "Succeeded",
        UsageOutcome.Blocked => "Blocked",
        UsageOutcome.NoImage => "No image",
        UsageOutcome.RefusedByProvider => "Refused by provider",
        UsageOutcome.TimedOut => "Timed out",
        UsageOutcome.Cancelled => "Cancelled",
        UsageOutcome.Failed => "Failed",
        _ => throw new InvalidOperationException($"No words for {outcome}."),
    };

    /// <summary>How well a cost is known.</summary>
    public static string State(CostState state) => state switch
    {
        CostState.Exact => "Exact, from the provider's counts",
        CostState.Estimated => "Estimated, the provider gave no counts",
        CostState.Unknown => "Unsettled, no answer was seen",
        CostState.Unpriced => "Unpriced, no price is known for the model",
        _ => throw new InvalidOperationException($"No words for {state}."),
    };

    /// <summary>Whose call it was.</summary>
    public static string Person(UsagePerson person) => person.Name ?? (person.Id == Guid.Empty ? "Without a person" : "Unknown person");

    /// <summary>A range by its name.</summary>
    public static string Range(UsagePreset preset) => preset switch
    {
        UsagePreset.Today => "Today",
        UsagePreset.Last7Days => "7 days",
        UsagePreset.Last30Days => "30 days",
        UsagePreset.ThisMonth => "This month",
        UsagePreset.LastMonth => "Last month",
        UsagePreset.Custom => "Custom",
        _ => throw new InvalidOperationException($"No words for {preset}."),
    };

    /// <summary>Days as short as they can be read, such as <c>26 Oct – 24 Nov 2026</c>.</summary>
    public static string Days(UsageDays days)
    {
        var last = days.Last.ToString("d MMM yyyy", CultureInfo.CurrentCulture);
        if (days.Count == 1)
        {
            return last;
        }

        var first = days.First.ToString(days.First.Year == days.Last.Year ? "d MMM" : "d MMM yyyy", CultureInfo.CurrentCulture);
        return $"{first} – {last}";
    }

    /// <summary>A count in the person's way of writing numbers.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A length of time: milliseconds under a second, else seconds.</summary>
    public static string Duration(int milliseconds) => milliseconds < 1000
        ? string.Create(CultureInfo.CurrentCulture, $"{milliseconds} ms")
        : string.Create(CultureInfo.CurrentCulture, $"{milliseconds / 1000m:0.0} s");

    /// <summary>"1 call", "2 calls".</summary>
    public static string Calls(long count) => count == 1 ? "1 call" : $"{Count(count)} calls";
}
