using AdCreator.Core.Ads.Approvals;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Ads;

/// <summary>Adds briefs, runs, reviews and what they cost.</summary>
public static class AdsRegistration
{
    /// <summary>Adds briefs, runs, reviews and what they cost.</summary>
    public static IHostApplicationBuilder AddAds(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BriefDrafts>();
        builder.Services.AddSingleton<BriefWriter>();
        builder.Services.AddSingleton<UsableCutouts>();
        builder.Services.AddSingleton<SpendSubjects>();
        builder.Services.AddSingleton<AdSpend>();
        builder.Services.AddSingleton<AdReceipts>();
        builder.Services.AddSingleton<UsualCost>();
        builder.Services.AddSingleton<UnpricedModels>();
        builder.Services.AddSingleton<RunQuotes>();
        builder.Services.AddSingleton<HookQuotes>();
        builder.Services.AddSingleton<EarlierHooks>();
        builder.Services.AddSingleton<StepProblems>();
        builder.Services.AddSingleton<AdRows>();
        builder.Services.AddSingleton<AdDispatch>();
        builder.Services.AddSingleton<AdRunService>();
        builder.Services.AddSingleton<AdGallery>();
        builder.Services.AddSingleton<AdDecisions>();
        builder.Services.AddSingleton<ApprovalRights>();
        builder.Services.AddSingleton<ApprovalFiles>();
        builder.Services.AddSingleton<AdApprovals>();
        builder.Services.AddSingleton<AdComments>();
        builder.Services.AddSingleton<AdHistories>();
        builder.Services.AddSingleton<ApprovedAds>();
        builder.Services.AddSingleton<SetFiles>();
        builder.Services.AddSingleton<ReviewerAgreement>();
        builder.Services.AddSingleton<RunRestart>();
        builder.Services.AddSingleton<AdVersions>();
        builder.Services.AddSingleton<AdEditing>();
        builder.Services.AddSingleton<AdFiles>();
        builder.Services.AddSingleton<OwnPictures>();
        builder.Services.AddSingleton<DrawingTurns>();
        builder.Services.AddSingleton<AdFileMaking>();
        builder.Services.AddSingleton<AdComposing>();
        builder.Services.AddSingleton<DesignReader>();
        builder.Services.AddSingleton<AdChecks>();
        builder.Services.AddSingleton<ProductReferences>();
        builder.AddHandover();
        builder.Services.AddHostedService<AdSweep>();
        return builder;
    }
}
