namespace AdCreator.Web.Components.Brands.Kit;

/// <summary>One part of a brand's page.</summary>
/// <param name="Key">As the address names it.</param>
/// <param name="Title">As people read it.</param>
public sealed record BrandTab(string Key, string Title)
{
    public static BrandTab Products { get; } = new("products", "Products");

    public static BrandTab Look { get; } = new("look", "Look");

    public static BrandTab Words { get; } = new("words", "Words");

    public static BrandTab Claims { get; } = new("claims", "Claims");

    public static IReadOnlyList<BrandTab> All { get; } = [Products, Look, Words, Claims];

    /// <summary>The part an address names; products for none and unknown ones.</summary>
    public static BrandTab Of(string? key) => All.FirstOrDefault(t => t.Key == key) ?? Products;
}
