using AdCreator.Core.Ads.Hooks;

namespace AdCreator.Core.Ads.Briefs;

/// <summary>What a person chooses on the Ad Creator page.</summary>
public sealed record BriefChoices
{
    public Guid? BrandId { get; init; }

    public Guid? ProductId { get; init; }

    public Guid? ReferenceBlobId { get; init; }

    /// <summary>At most 2,000 characters.</summary>
    public string Wish { get; init; } = "";

    /// <summary>Ads of a set whose hooks are written for each ad, 1 to <see cref="BriefWriter.MaxVariations"/>; chosen hooks make it count for nothing.</summary>
    public int Variations { get; init; } = 4;

    /// <summary>Null: Product Lock where the product has a usable cut-out, else Reimagine.</summary>
    public PictureMode? Mode { get; init; }

    /// <summary>Ids of placements of the spec file.</summary>
    public IReadOnlyList<string> Placements { get; init; } = [];

    /// <summary>Hooks written so far, chosen ones and others, in the order they are shown.</summary>
    public IReadOnlyList<HookChoice> Hooks { get; init; } = [];

    /// <summary>Batches of hooks that whoever holds these choices has seen: those that came since are added when a draft is stored.</summary>
    public int HookBatches { get; init; }

    /// <summary>Ads made of each chosen hook, 1 to <see cref="AdCount.MostOfOneHook"/>.</summary>
    public int VariantsPerHook { get; init; } = 1;

    /// <summary>At most 200 characters.</summary>
    public string Audience { get; init; } = "";

    public string AspectRatio { get; init; } = "4:5";

    /// <summary>Hooks that are kept; chosen ones and the newest stay.</summary>
    public const int MaxHooks = 60;

    /// <summary>These choices with the hooks of batches that only the stored ones have seen, at the end.</summary>
    public BriefChoices WithNewHooksOf(BriefChoices stored) => stored.HookBatches <= HookBatches
        ? this
        : this with { Hooks = Bounded([.. Hooks, .. stored.Hooks.Where(h => h.Batch > HookBatches)]), HookBatches = stored.HookBatches };

    internal static List<HookChoice> Bounded(List<HookChoice> hooks)
    {
        while (hooks.Count > MaxHooks)
        {
            hooks.RemoveAt(Math.Max(0, hooks.FindIndex(h => !h.IsChosen)));
        }

        return hooks;
    }
}
