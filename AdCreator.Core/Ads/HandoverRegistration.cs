using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Export;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Sharing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Ads;

/// <summary>Adds what happens with sets that are made: finding, exporting and sharing them, and starting the next one.</summary>
internal static class HandoverRegistration
{
    public static void AddHandover(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SingleAds>();
        builder.Services.AddSingleton<RunTags>();
        builder.Services.AddSingleton<BriefCopies>();
        builder.Services.AddSingleton<AdExport>();
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
    }
}
