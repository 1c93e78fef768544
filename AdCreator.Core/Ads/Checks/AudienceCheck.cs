namespace AdCreator.Core.Ads.Checks;

/// <summary>Looks whether the brief's audience and offer can be seen in the ad. It compares words, so it never blocks.</summary>
public static class AudienceCheck
{
    /// <summary>Stable word of this check.</summary>
    public const string Name = "audience";

    /// <summary>Passed when the hook names or addresses the audience and the offer is told; otherwise Unsure, with what is missing.</summary>
    /// <param name="hook">The headline.</param>
    /// <param name="offerLine">The line below it; empty for none.</param>
    /// <param name="audience">Whom the brief speaks to; empty when it does not say.</param>
    /// <param name="offer">The brief's offer; empty for none.</param>
    public static CheckResult Run(string hook, string offerLine, string audience, string offer)
    {
        var missing = new List<string>();
        if (audience.Length > 0 && !Names(CheckWords.Of(hook), CheckWords.Of(audience)))
        {
            missing.Add($"the audience “{audience}”");
        }

        if (offer.Length > 0 && !Tells(hook, offer) && !Tells(offerLine, offer))
        {
            missing.Add($"the offer “{offer}”");
        }

        if (missing.Count > 0)
        {
            return new CheckResult(Name, CheckState.Unsure, $"Flagged: the hook does not name {string.Join(" nor ", missing)}.");
        }

        return new CheckResult(Name, CheckState.Passed, audience.Length == 0 && offer.Length == 0
            ? "The brief names no audience and no offer."
            : "Audience and offer of the brief can be seen.");
    }

    private static bool Names(IReadOnlyList<string> hook, IReadOnlyList<string> audience)
    {
        var words = CheckWords.Current;
        var wanted = audience.Where(word => !words.EmptyWords.Contains(word)).ToList();
        var alike = words.SameAudience.Where(group => wanted.Exists(group.Contains)).SelectMany(group => group).ToHashSet(StringComparer.Ordinal);
        return hook.Any(word => words.SecondPerson.Contains(word) || alike.Contains(word) || wanted.Exists(w => words.IsFormOf(word, w)));
    }

    /// <summary>All figures of the offer, and more than half of its other words.</summary>
    private static bool Tells(string text, string offer)
    {
        var said = ClaimWords.Content(ClaimWords.Normalize(text));
        var wanted = ClaimWords.Content(ClaimWords.Normalize(offer));
        return wanted.Where(ClaimWords.IsNumber).All(said.Contains) && wanted.Count(said.Contains) * 2 > wanted.Count;
    }
}
