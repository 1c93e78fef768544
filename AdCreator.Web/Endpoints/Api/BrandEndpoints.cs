using System.ComponentModel;
using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>Brands and their products: what a run can be ordered for.</summary>
internal static class BrandEndpoints
{
    private const int DefaultLimit = 50;

    /// <summary>Maps <c>GET brands</c> and <c>GET brands/{id}/products</c>.</summary>
    public static void MapBrands(this RouteGroupBuilder api)
    {
        var brands = api.MapGroup("/brands").WithTags("Brands").ProducesProblem(StatusCodes.Status400BadRequest);
        brands.MapGet("/", ListAsync)
            .WithName("ListBrands")
            .WithSummary("List brands")
            .WithDescription("The organization's brands by name, a page at a time.");
        brands.MapGet("/{id:guid}/products", ListProductsAsync)
            .WithName("ListProducts")
            .WithSummary("List a brand's products")
            .WithDescription("The brand's products by name, a page at a time.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<BrandListDto>, ProblemHttpResult>> ListAsync(
        HttpContext http,
        BrandService brands,
        [Description("The next_cursor of the page before; absent for the first page.")] string? cursor,
        [Description("Brands of a page, 1 to 200; absent: 50.")] int? limit,
        CancellationToken cancellationToken)
    {
        if (FindProblem(http, cursor, limit, out var after) is { } problem)
        {
            return problem;
        }

        var part = await brands.ListAfterAsync(ApiCaller.Of(http), after, limit ?? DefaultLimit, cancellationToken);
        return TypedResults.Ok(new BrandListDto([.. part.Items.Select(BrandDto.Of)], ApiCursor.Of(part.Next)));
    }

    private static async Task<Results<Ok<ProductListDto>, ProblemHttpResult>> ListProductsAsync(
        HttpContext http,
        ProductService products,
        [Description("The brand.")] Guid id,
        [Description("The next_cursor of the page before; absent for the first page.")] string? cursor,
        [Description("Products of a page, 1 to 200; absent: 50.")] int? limit,
        CancellationToken cancellationToken)
    {
        if (FindProblem(http, cursor, limit, out var after) is { } problem)
        {
            return problem;
        }

        var part = await products.ListAfterAsync(ApiCaller.Of(http), id, after, limit ?? DefaultLimit, cancellationToken);
        return part is null
            ? ApiProblem.NotFound(http)
            : TypedResults.Ok(new ProductListDto([.. part.Items.Select(ProductDto.Of)], ApiCursor.Of(part.Next)));
    }

    private static ProblemHttpResult? FindProblem(HttpContext http, string? cursor, int? limit, out NameCursor? after)
    {
        if (!ApiCursor.TryRead(cursor, out after))
        {
            return ApiProblem.BadParameter(http, "cursor", ApiCursor.Wrong);
        }

        return limit is < 1 or > Page<BrandCard>.MaxSize
            ? ApiProblem.BadParameter(http, "limit", $"Send 1 to {Page<BrandCard>.MaxSize}.")
            : null;
    }
}

/// <summary>One page of brands.</summary>
/// <param name="Items">By name.</param>
/// <param name="NextCursor">Send it as <c>cursor</c> for the next page; null on the last one.</param>
public sealed record BrandListDto(IReadOnlyList<BrandDto> Items, string? NextCursor);

/// <summary>A brand.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Unique in the organization.</param>
/// <param name="Color">Main colour as #RRGGBB.</param>
/// <param name="ProductCount">How many products it has.</param>
public sealed record BrandDto(Guid Id, string Name, string Color, int ProductCount)
{
    internal static BrandDto Of(BrandCard brand) => new(brand.Id, brand.Name, brand.Color, brand.ProductCount);
}

/// <summary>One page of products.</summary>
/// <param name="Items">By name.</param>
/// <param name="NextCursor">Send it as <c>cursor</c> for the next page; null on the last one.</param>
public sealed record ProductListDto(IReadOnlyList<ProductDto> Items, string? NextCursor);

/// <summary>A product.</summary>
/// <param name="Id">Its id.</param>
/// <param name="BrandId">The brand it belongs to.</param>
/// <param name="Name">Unique in the brand.</param>
/// <param name="PriceText">The price as ads show it, such as "$24.00"; empty when ads name none.</param>
/// <param name="Offer">The only offer that ads may claim; empty when there is none.</param>
/// <param name="OfferState">none, running or ended, on the organization's calendar.</param>
/// <param name="HasPicture">Whether it has a picture: without one no ad can be made.</param>
public sealed record ProductDto(Guid Id, Guid BrandId, string Name, string PriceText, string Offer, string OfferState, bool HasPicture)
{
    internal static ProductDto Of(ProductCard product) => new(
        product.Id, product.BrandId, product.Name, product.PriceText, product.Offer, SnakeCase.Of(product.OfferState), product.PictureBlobId is not null);
}
