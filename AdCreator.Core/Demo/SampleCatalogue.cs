using SkiaSharp;

namespace AdCreator.Core.Demo;

/// <summary>The invented brands of the sample organizations.</summary>
internal static class SampleCatalogue
{
    public static SampleBrand NorthwindTea { get; } = new(
        "Northwind Tea",
        "Warm, plain and unhurried. Short sentences, no exclamation marks.",
        "#B4532A",
        [
            new(
                "Morning Calm",
                ["Steeps in three minutes", "Grown without pesticides", "Gentle on an empty stomach"],
                18.50m,
                "20 % off your first tin",
                new SamplePackaging(PackageShape.Tin, "Northwind Tea", "Morning Calm", "Green tea, 120 g", new SKColor(0x2F, 0x5D, 0x50), new SKColor(0xF5, 0xEE, 0xDF), new SKColor(0xB4, 0x53, 0x2A))),
            new(
                "Harbour Cold Brew",
                ["Ready to drink", "No added sugar", "Brewed for sixteen hours"],
                6.90m,
                "",
                new SamplePackaging(PackageShape.Bottle, "Northwind Tea", "Harbour Cold Brew", "Black tea, 500 ml", new SKColor(0x6B, 0x34, 0x1C), new SKColor(0xF4, 0xE6, 0xC8), new SKColor(0xC8, 0x8A, 0x2E))),
            new(
                "Evening Orchard",
                ["Free of caffeine", "Real apple and cinnamon", "Sixteen wrapped bags"],
                9.80m,
                "",
                new SamplePackaging(PackageShape.Box, "Northwind Tea", "Evening Orchard", "Fruit infusion, 16 bags", new SKColor(0xA8, 0x3A, 0x3A), new SKColor(0xFB, 0xF1, 0xE4), new SKColor(0xE0, 0xA4, 0x3A))),
        ]);

    public static SampleBrand Harland { get; } = new(
        "Harland Soap",
        "Direct and friendly.",
        "#2E5C8A",
        [
            new(
                "Sea Salt Hand Wash",
                ["Leaves hands soft", "Bottle made of recycled glass"],
                11.00m,
                "",
                new SamplePackaging(PackageShape.Bottle, "Harland Soap", "Sea Salt", "Hand wash, 400 ml", new SKColor(0x3E, 0x74, 0x9C), new SKColor(0xF2, 0xF5, 0xF4), new SKColor(0x24, 0x44, 0x66))),
        ]);
}

internal sealed record SampleBrand(string Name, string Tone, string Color, IReadOnlyList<SampleProduct> Products);

/// <param name="Offer">Ends some 30 days after the sample data is made; empty for none.</param>
internal sealed record SampleProduct(string Name, IReadOnlyList<string> Benefits, decimal Price, string Offer, SamplePackaging Packaging);
