using AdCreator.Core.Brands.Claims;
using AdCreator.Core.Brands.Fonts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Brands;

/// <summary>Adds brands and products.</summary>
public static class BrandsRegistration
{
    /// <summary>Adds <see cref="BrandService"/>, <see cref="BrandKits"/>, <see cref="BrandFonts"/>, <see cref="ClaimsLedger"/> and <see cref="ProductService"/>; none holds state.</summary>
    public static IHostApplicationBuilder AddBrands(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<BrandService>();
        builder.Services.AddScoped<BrandKits>();
        builder.Services.AddScoped<BrandFonts>();
        builder.Services.AddScoped<ClaimsLedger>();
        builder.Services.AddScoped<ProductService>();
        return builder;
    }
}
