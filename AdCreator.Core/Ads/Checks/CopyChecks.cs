using AdCreator.Core.Ads.Placements;

namespace AdCreator.Core.Ads.Checks;

/// <summary>Letters of the words that a platform shows beside the picture.</summary>
public static class CopyChecks
{
    private const string Headline = "headline";

    /// <summary>One check for each field that is written and has a limit.</summary>
    /// <param name="placement">Whose limits hold.</param>
    /// <param name="copy">Words by field of the spec file, such as <c>primary_text</c>.</param>
    /// <param name="headline">The line on the picture, which stands for the field where none is written.</param>
    public static IEnumerable<CheckResult> Of(Placement placement, IReadOnlyDictionary<string, string> copy, string headline)
    {
        foreach (var (field, limit) in placement.TextLimits)
        {
            if (copy.GetValueOrDefault(field) is { Length: > 0 } words)
            {
                yield return Check(placement, field, limit, words, isWritten: true);
            }
            else if (field == Headline)
            {
                yield return Check(placement, field, limit, headline, isWritten: false);
            }
        }
    }

    private static CheckResult Check(Placement placement, string field, TextLimit limit, string words, bool isWritten)
    {
        var letters = LetterCount.Of(words, placement.Platform);
        var name = field.Replace('_', ' ');
        var (state, text, line) = (limit, letters) switch
        {
            ({ HardMax: { } most }, _) when letters > most => (
                Refusing(placement, field, limit, isWritten),
                isWritten
                    ? $"The {name} has {letters} letters; {placement.Platform} takes {most}."
                    : $"No {name} is written for {placement.Platform}, and the ad's own has {letters} letters instead of at most {most}: write a shorter one.",
                most),
            ({ Recommended: { } best }, _) when letters > best => (CheckState.Unsure, $"The {name} has {letters} letters; about {best} are recommended.", best),
            ({ Shown: { } shown }, _) when letters > shown => (CheckState.Unsure, $"Of the {name}'s {letters} letters about {shown} are shown before the rest is cut.", shown),
            _ => (CheckState.Passed, $"The {name} has {letters} letters.", limit.HardMax ?? limit.Recommended ?? limit.Shown ?? letters),
        };
        return SizeChecks.Sourced(placement, new CheckResult($"copy_{field}", state, text) { Value = letters, PassLine = line, Unit = "letters" });
    }

    /// <summary>The platform refuses what is written; a line that merely stands in can still be left out.</summary>
    private static CheckState Refusing(Placement placement, string field, TextLimit limit, bool isWritten)
    {
        if (limit.IsUncertain || !placement.IsCertain(field))
        {
            return CheckState.Unsure;
        }

        return isWritten ? CheckState.Blocked : CheckState.Failed;
    }
}
