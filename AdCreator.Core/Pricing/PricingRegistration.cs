using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Pricing;

/// <summary>Adds the services of this folder.</summary>
public static class PricingRegistration
{
    /// <summary>Adds the services of this folder.</summary>
    public static IHostApplicationBuilder AddPricing(this IHostApplicationBuilder builder)
    {
        return builder;
    }
}
