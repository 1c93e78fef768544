using AdCreator.Core.Pricing.Corrections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Pricing;

/// <summary>Adds the services of this folder.</summary>
public static class PricingRegistration
{
    /// <summary>Adds the <see cref="PriceBook"/> and the organizations' own prices. A malformed price file stops the start.</summary>
    public static IHostApplicationBuilder AddPricing(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(PriceBook.LoadShipped());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<OrganizationPrices>();
        builder.Services.AddSingleton<PriceCorrections>();
        builder.Services.AddSingleton<PriceImports>();
        return builder;
    }
}
