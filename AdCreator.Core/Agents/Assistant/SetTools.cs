using System.ComponentModel;
using System.Globalization;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Gemini;
using Microsoft.Extensions.AI;

namespace AdCreator.Core.Agents.Assistant;

/// <summary>What the assistant may do in one turn: look, and propose. Nothing here writes or spends.</summary>
internal sealed class SetTools(RunView run, BriefChoices choices, Func<BriefChoices, Task<Quote>> quote)
{
    private const int MostProposals = 6;

    /// <summary>In the order they were made.</summary>
    public List<AssistantProposal> Proposals { get; } = [];

    public IList<AITool> List() =>
    [
        AIFunctionFactory.Create(ListAds, "list_ads", "The ads of this set: number, headline, state, decision, review and cost."),
        AIFunctionFactory.Create(ProposeNewSetAsync, "propose_new_set", "Propose a new set of ads for the same product."),
        AIFunctionFactory.Create(ProposeHeadline, "propose_headline", "Propose another headline for one ad. Costs nothing."),
        AIFunctionFactory.Create(ProposeChange, "propose_change", "Propose a change of one ad's picture."),
        AIFunctionFactory.Create(ProposeAnotherPicture, "propose_another_picture", "Propose another picture for one ad with the same words."),
    ];

    private List<ListedAd> ListAds() => [.. run.Ads.Select(ad => new ListedAd(
        ad.Number,
        ad.Design?.Headline ?? ad.Hook?.Text ?? "",
        ad.Hook?.Scene ?? "",
        ad.Stage.ToString(),
        ad.Decision.ToString(),
        ad.Review?.Summary ?? "",
        ad.Review?.Score,
        ad.CostUsd.ToString("0.####", CultureInfo.InvariantCulture)))];

    private async Task<string> ProposeNewSetAsync(
        [Description("How many ads, 1 to 12")] int count,
        [Description("What they should be like, in one or two sentences")] string wish,
        [Description("Number of the ad they should be like; 0 for none")] int likeAd = 0)
    {
        var model = run.Ads.FirstOrDefault(a => a.Number == likeAd);
        if (likeAd != 0 && model is null)
        {
            return NoSuchAd(likeAd);
        }

        var words = Line(wish);
        var like = model?.Hook is { } hook ? $"Like the ad with the headline “{hook.Text}” and the scene “{hook.Scene}”. " : "";
        var text = $"{(choices.Wish.Length == 0 ? "" : choices.Wish + "\n")}{like}{words}";
        var next = choices with
        {
            Variations = Math.Clamp(count, 1, BriefWriter.MaxVariations),
            Hooks = [],
            Wish = text.Length <= BriefWriter.MaxWishLength ? text : text[..BriefWriter.MaxWishLength],
        };
        var price = await quote(next);
        return Keep(new AssistantProposal.NewSet(
            $"Order a new set of {next.Variations} {(next.Variations == 1 ? "ad" : "ads")} for {run.Brief.ProductName}{(model is null ? "" : $", like ad {likeAd}")}: {words}",
            price.AtMostUsd,
            next));
    }

    private string ProposeHeadline([Description("Number of the ad")] int ad, [Description("The new headline, at most 70 letters")] string headline)
    {
        if (Find(ad) is not { } found)
        {
            return NoSuchAd(ad);
        }

        var design = EditCheck.Clean((found.Design ?? new AdDesign()) with { Headline = headline });
        return EditCheck.FindProblem(design) is { } problem
            ? problem.Message
            : Keep(new AssistantProposal.TextEdit($"Set the headline of ad {ad} to “{design.Headline}”", found.Id, design));
    }

    private string ProposeChange([Description("Number of the ad")] int ad, [Description("What should change in the picture, one sentence")] string wish)
    {
        var words = Line(wish);
        return Find(ad) is not { } found ? NoSuchAd(ad)
            : words.Length is < 3 or > AdEditing.MaxWishLength ? $"Say in 3 to {AdEditing.MaxWishLength} letters what should change."
            : Keep(new AssistantProposal.PictureChange($"Change the picture of ad {ad}: {words}", found.ChangeAtMostUsd, found.Id, words));
    }

    private string ProposeAnotherPicture([Description("Number of the ad")] int ad) => Find(ad) is { } found
        ? Keep(new AssistantProposal.AnotherPicture($"Draw another picture for ad {ad}, with the same words", found.ChangeAtMostUsd, found.Id))
        : NoSuchAd(ad);

    private string Keep(AssistantProposal proposal)
    {
        if (Proposals.Count >= MostProposals)
        {
            return $"There are {MostProposals} proposals already: the person should decide about those first.";
        }

        Proposals.Add(proposal);
        return "Noted. It is shown with its price; the person decides.";
    }

    private AdView? Find(int number) => run.Ads.FirstOrDefault(a => a.Number == number && a.Stage == AdStage.Done);

    private string NoSuchAd(int number) => $"There is no finished ad {number} in this set: it has ads 1 to {run.Ads.Count}.";

    private sealed record ListedAd(int Number, string Headline, string Scene, string Stage, string Decision, string Review, double? Score, string CostUsd);

    private static string Line(string text) => PromptText.Clean(text).ReplaceLineEndings(" ").Trim();
}
