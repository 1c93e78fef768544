using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Brands;

/// <summary>Adds the services of this folder.</summary>
public static class BrandsRegistration
{
    /// <summary>Adds the services of this folder.</summary>
    public static IHostApplicationBuilder AddBrands(this IHostApplicationBuilder builder)
    {
        return builder;
    }
}
