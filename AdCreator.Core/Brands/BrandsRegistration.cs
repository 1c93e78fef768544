using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Brands;

/// <summary>Adds brands and products.</summary>
public static class BrandsRegistration
{
    /// <summary>Adds <see cref="BrandService"/> and <see cref="ProductService"/>; both hold no state.</summary>
    public static IHostApplicationBuilder AddBrands(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<BrandService>();
        builder.Services.AddScoped<ProductService>();
        return builder;
    }
}
