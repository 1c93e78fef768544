using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Pricing;

/// <summary>Adds the services of this folder.</summary>
public static class PricingRegistration
{
    /// <summary>Adds the <see cref="PriceBook"/>. A malformed price file stops the start.</summary>
    public static IHostApplicationBuilder AddPricing(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(PriceBook.LoadShipped());
        return builder;
    }
}
