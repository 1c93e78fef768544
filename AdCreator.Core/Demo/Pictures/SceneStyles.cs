namespace AdCreator.Core.Demo.Pictures;

/// <summary>A way to draw what stands around the product.</summary>
internal interface ISceneStyle
{
    void Draw(SceneCanvas scene);
}

/// <summary>The styles, each for its share of the seeds.</summary>
internal static class SceneStyles
{
    private static readonly (ISceneStyle Style, string[] Words)[] All =
    [
        (new StudioPodium(), ["podium", "studio", "pedestal"]),
        (new SunlitTable(), ["window", "sunlit"]),
        (new KitchenBokeh(), ["kitchen", "counter"]),
        (new TerrazzoArch(), ["terrazzo", "arch"]),
        (new MountainDawn(), ["mountain", "ridge", "horizon", "rock"]),
        (new WaterRipples(), ["water", "ripple", "sea", "lake"]),
        (new BotanicalLeaves(), ["leaves", "garden", "botanical", "plant"]),
        (new PaperHills(), ["paper", "hills"]),
        (new NightBokeh(), ["night", "city", "neon"]),
        (new FabricFolds(), ["fabric", "linen", "silk", "folds"]),
    ];

    public static int Count => All.Length;

    /// <summary>The style a scene's words speak of; without any, neighbouring seeds get different ones.</summary>
    public static ISceneStyle Choose(string scene, int seed)
    {
        var spoken = All.FirstOrDefault(s => s.Words.Any(w => scene.Contains(w, StringComparison.OrdinalIgnoreCase))).Style;
        return spoken ?? All[(int)((long)seed * 7 % All.Length)].Style;
    }
}
