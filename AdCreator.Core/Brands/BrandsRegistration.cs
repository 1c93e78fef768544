using AdCreator.Core.Brands.Claims;
using AdCreator.Core.Brands.Fonts;
using AdCreator.Core.Brands.Pictures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Brands;

/// <summary>Adds brands and products.</summary>
public static class BrandsRegistration
{
    /// <summary>Adds the services of this folder; none holds state.</summary>
    public static IHostApplicationBuilder AddBrands(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<BrandService>();
        builder.Services.AddScoped<BrandKits>();
        builder.Services.AddScoped<BrandFonts>();
        builder.Services.AddScoped<ClaimsLedger>();
        builder.Services.AddScoped<ProductService>();
        builder.Services.AddSingleton<CutoutRows>();
        builder.Services.AddSingleton<ProductPictures>();
        builder.Services.AddSingleton<ProductCutouts>();
        return builder;
    }
}
