using System.Globalization;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Brands.Claims;

namespace AdCreator.Core.Ads.Hooks;

/// <summary>What a person should know about a hook before ads are made of it.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">The fact and what would be right, one sentence.</param>
public sealed record HookNote(HookNoteKind Kind, string Text);

/// <summary>What a note is about.</summary>
public enum HookNoteKind
{
    /// <summary>It says nearly the same as another hook.</summary>
    Similar = 1,

    /// <summary>It is too short, or too long for every ad.</summary>
    Length,

    /// <summary>It is longer than a chosen platform takes or shows.</summary>
    Platform,

    /// <summary>The audience of the brief is not to be seen in it.</summary>
    Audience,

    /// <summary>The offer of the brief is missing, or it claims what the ledger does not hold.</summary>
    Claim,
}

/// <summary>What the notes of one hook are judged by.</summary>
public sealed record HookNoteContext
{
    /// <summary>All hooks on the page, in their order.</summary>
    public required IReadOnlyList<Hook> Hooks { get; init; }

    /// <summary>Hooks of the product's last ads.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    /// <summary>Names that all of the product's hooks may share: its own and its brand's.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Headline room of the platforms that were chosen.</summary>
    public IReadOnlyList<HeadlineLimit> Limits { get; init; } = [];

    /// <summary>Whom the ads speak to; empty when the brief does not say.</summary>
    public string Audience { get; init; } = "";

    /// <summary>The only offer that ads may name; empty for none. It stands on every ad in a badge.</summary>
    public string Offer { get; init; } = "";

    /// <summary>The brand's ledger for the product, expired entries too.</summary>
    public IReadOnlyList<ApprovedClaim> Claims { get; init; } = [];

    /// <summary>What is true of the product anyway; null while it is not known, and claims are not looked at.</summary>
    public ClaimFacts? Facts { get; init; }

    /// <summary>In the organization's time zone.</summary>
    public DateOnly Today { get; init; }
}

/// <summary>Looks at hooks before they are paid for a second time as ads: what is too alike, too long, or missing.</summary>
public static class HookNotes
{
    /// <summary>The notes of each hook, in the order of the hooks; an empty list where there is nothing to say.</summary>
    public static IReadOnlyList<IReadOnlyList<HookNote>> Of(HookNoteContext context)
    {
        var prints = context.Hooks.Select(h => HookSimilarity.PrintOf(h.Text, context.Names)).ToList();
        var earlier = context.Earlier.Select(e => (Name: $"an earlier ad, “{e}”", Print: HookSimilarity.PrintOf(e, context.Names))).ToList();
        return [.. context.Hooks.Select((hook, i) => (IReadOnlyList<HookNote>)
        [
            .. LengthOf(hook),
            .. SimilarTo(prints, earlier, i),
            .. PlatformsOf(context, hook),
            .. AudienceOf(context, hook),
            .. ClaimsOf(context, hook),
        ])];
    }

    private static IEnumerable<HookNote> LengthOf(Hook hook)
    {
        if (hook.Text.Trim().Length is var letters and (< HookStep.MinTextLength or > HookStep.MaxTextLength))
        {
            yield return new HookNote(HookNoteKind.Length, $"A hook has {HookStep.MinTextLength} to {HookStep.MaxTextLength} letters; this one has {letters}.");
        }
    }

    /// <summary>Only the nearest one is named: the one to look at.</summary>
    private static IEnumerable<HookNote> SimilarTo(List<HookSimilarity.Print> prints, List<(string Name, HookSimilarity.Print Print)> earlier, int index)
    {
        var nearest = prints
            .Select((print, i) => (Name: $"hook {i + 1}", Print: print))
            .Where((_, i) => i != index)
            .Concat(earlier)
            .Select(o => (o.Name, Score: HookSimilarity.Between(prints[index], o.Print)))
            .OrderByDescending(o => o.Score)
            .FirstOrDefault();
        if (nearest.Score >= HookSimilarity.Threshold)
        {
            yield return new HookNote(HookNoteKind.Similar, string.Create(
                CultureInfo.InvariantCulture, $"{Percent(nearest.Score)} % like {nearest.Name}; we warn from {Percent(HookSimilarity.Threshold)} %."));
        }
    }

    private static IEnumerable<HookNote> PlatformsOf(HookNoteContext context, Hook hook) =>
        from limit in context.Limits
        let over = -limit.LeftOf(hook.Text)
        where over > 0
        select new HookNote(HookNoteKind.Platform, limit.IsHard
            ? $"As a headline on {limit.Platform} it is {over} {(over == 1 ? "letter" : "letters")} too long and would be refused; on the picture it is fine."
            : $"As a headline on {limit.Platform} its last {Letters(over)} would be cut; on the picture it is fine.");

    private static IEnumerable<HookNote> AudienceOf(HookNoteContext context, Hook hook)
    {
        if (AudienceCheck.Run(hook.Text, context.Offer, context.Audience, context.Offer) is { State: not CheckState.Passed } flagged)
        {
            yield return new HookNote(HookNoteKind.Audience, flagged.Text);
        }
    }

    private static IEnumerable<HookNote> ClaimsOf(HookNoteContext context, Hook hook)
    {
        if (context.Facts is { } facts && ClaimsCheck.Run([hook.Text], context.Claims, facts, context.Today) is { State: not CheckState.Passed } found)
        {
            yield return new HookNote(HookNoteKind.Claim, found.Text);
        }
    }

    private static string Letters(int count) => count == 1 ? "letter" : $"{count.ToString(CultureInfo.InvariantCulture)} letters";

    private static int Percent(double score) => (int)Math.Floor(score * 100);
}
