using AdCreator.Core.Ads.Hooks;

namespace AdCreator.Core.Ads.Briefs;

/// <summary>How many ads a set has: the one place that says it, for the page, the price, the order and the API.</summary>
public static class AdCount
{
    /// <summary>Most ads of a set.</summary>
    public const int Most = 24;

    /// <summary>Most ads of one chosen hook.</summary>
    public const int MostOfOneHook = 4;

    /// <summary>Chosen hooks times ads of each; without chosen hooks the number of variations.</summary>
    public static int Of(BriefChoices choices) =>
        ChosenHooks(choices) is var chosen and > 0 ? chosen * choices.VariantsPerHook : choices.Variations;

    /// <summary>How many hooks are chosen.</summary>
    public static int ChosenHooks(BriefChoices choices) => choices.Hooks.Count(h => h.IsChosen);

    /// <summary>The choices with at most so many ads: first fewer ads of each hook, then fewer hooks, the first ones staying.</summary>
    /// <param name="choices">What was chosen.</param>
    /// <param name="most">1 or more.</param>
    public static BriefChoices Fit(BriefChoices choices, int most)
    {
        var chosen = ChosenHooks(choices);
        if (chosen == 0)
        {
            return choices with { Variations = Math.Min(choices.Variations, most) };
        }

        var kept = Math.Min(chosen, most);
        return choices with
        {
            VariantsPerHook = Math.Min(choices.VariantsPerHook, most / kept),
            Hooks = KeepFirst(choices.Hooks, kept),
        };
    }

    private static List<HookChoice> KeepFirst(IReadOnlyList<HookChoice> hooks, int most)
    {
        var kept = 0;
        return [.. hooks.Select(h => h.IsChosen && ++kept > most ? h with { IsChosen = false } : h)];
    }
}
