using AdCreator.Core.Ads.Costs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Ads;

/// <summary>Adds the services of this folder.</summary>
public static class AdsRegistration
{
    /// <summary>Adds the services of this folder.</summary>
    public static IHostApplicationBuilder AddAds(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SpendSubjects>();
        return builder;
    }
}
