using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Ads.Export;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Sharing;
using Microsoft.Extensions.Configuration;
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
        builder.Services.AddSingleton<SpendSubjects>();
        builder.Services.AddSingleton<AdSpend>();
        builder.Services.AddSingleton<AdReceipts>();
        builder.Services.AddSingleton<UsualCost>();
        builder.Services.AddSingleton<UnpricedModels>();
        builder.Services.AddSingleton<RunQuotes>();
        builder.Services.AddSingleton<StepProblems>();
        builder.Services.AddSingleton<AdRows>();
        builder.Services.AddSingleton<AdDispatch>();
        builder.Services.AddSingleton<AdRunService>();
        builder.Services.AddSingleton<AdGallery>();
        builder.Services.AddSingleton<SingleAds>();
        builder.Services.AddSingleton<AdDecisions>();
        builder.Services.AddSingleton<BriefCopies>();
        builder.Services.AddSingleton<AdExport>();
        builder.Services.AddSingleton<RunTags>();
        builder.Services.AddSingleton<ShareLinks>();
        builder.Services.AddSingleton<SharedSets>();
        if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString("AdCreator")))
        {
            builder.Services.AddSingleton<IRunTexts, SqliteRunTexts>();
            builder.Services.AddSingleton<IShareLinkOrganizations, SqliteShareLinkOrganizations>();
        }
        else
        {
            builder.Services.AddSingleton<IRunTexts, PostgreSqlRunTexts>();
            builder.Services.AddSingleton<IShareLinkOrganizations, PostgreSqlShareLinkOrganizations>();
        }

        builder.Services.AddHostedService<AdSweep>();
        return builder;
    }
}
