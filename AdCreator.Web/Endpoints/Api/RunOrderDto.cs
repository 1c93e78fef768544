using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using AdCreator.Core.Ads.Briefs;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>What a run shall make.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RunOrderDto
{
    internal const string Fields = "brand_id (UUID), product_id (UUID), reference_blob_id (UUID or null), wish (text), audience (text), variations (whole number), aspect_ratio (text), mode (text or null), placements (list of text)";

    internal const string Example =
        """
        {
          "brand_id": "0197a3c4-7d2e-7b11-9c55-2f0a6b1c8d3e",
          "product_id": "0197a3c4-8a01-7c9d-8e1f-5b7d90ab42c1",
          "wish": "For people who work late; warm, no jokes",
          "variations": 4,
          "aspect_ratio": "4:5",
          "mode": "product_lock",
          "placements": ["meta.feed.1x1", "meta.story.9x16"]
        }
        """;

    /// <summary>The brand that the ads are for.</summary>
    [Required]
    public Guid? BrandId { get; init; }

    /// <summary>One of the brand's products that has a picture.</summary>
    [Required]
    public Guid? ProductId { get; init; }

    /// <summary>A picture of the organization whose strengths the ads shall learn from; null for none.</summary>
    public Guid? ReferenceBlobId { get; init; }

    /// <summary>Whom the ads speak to and what they should say, at most 2,000 characters; null for nothing in particular.</summary>
    public string? Wish { get; init; }

    /// <summary>Whom the ads speak to, at most 200 characters; null for everybody.</summary>
    public string? Audience { get; init; }

    /// <summary>How many ads, 1 to 12.</summary>
    [DefaultValue(4)]
    public int Variations { get; init; } = 4;

    /// <summary>1:1, 4:5, 9:16 or 16:9.</summary>
    [DefaultValue("4:5")]
    public string? AspectRatio { get; init; } = "4:5";

    /// <summary>product_lock: the real product is placed on the model's scene; reimagine: the model draws the product too; null for product_lock where the product has a usable cut-out.</summary>
    public string? Mode { get; init; }

    /// <summary>Further sizes that each ad is rendered in, by placement id such as meta.story.9x16; null or empty for none. They cost no further picture.</summary>
    public IReadOnlyList<string>? Placements { get; init; }

    internal BriefChoices ToChoices() => new()
    {
        BrandId = BrandId,
        ProductId = ProductId,
        ReferenceBlobId = ReferenceBlobId,
        Wish = Wish ?? "",
        Variations = Variations,
        AspectRatio = AspectRatio ?? "",
        Audience = Audience ?? "",
        Mode = Mode switch { null => null, "product_lock" => PictureMode.ProductLock, "reimagine" => PictureMode.Reimagine, _ => default(PictureMode) },
        Placements = Placements ?? [],
    };

    /// <summary>What is wrong, by the names that the fields have here.</summary>
    internal static Dictionary<string, string[]> ErrorsOf(IReadOnlyList<BriefProblem> problems) => problems
        .GroupBy(p => NameOf(p.Field), StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Select(p => p.Message).ToArray(), StringComparer.Ordinal);

    private static string NameOf(string field) => field switch
    {
        "Brand" => "brand_id",
        "Product" or "ProductPicture" => "product_id",
        "ReferenceAd" => "reference_blob_id",
        "AspectRatio" => "aspect_ratio",
        _ => field.ToLowerInvariant(),
    };
}
