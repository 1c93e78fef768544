namespace AdCreator.Core.Demo.Pictures;

/// <summary>A way to draw what stands around the product.</summary>
internal interface ISceneStyle
{
    void Draw(SceneCanvas scene);
}

/// <summary>The styles, each for its share of the seeds.</summary>
internal static class SceneStyles
{
    private static readonly ISceneStyle[] All =
    [
        new StudioPodium(), new SunlitTable(), new KitchenBokeh(), new TerrazzoArch(), new MountainDawn(),
        new WaterRipples(), new BotanicalLeaves(), new PaperHills(), new NightBokeh(), new FabricFolds(),
    ];

    public static int Count => All.Length;

    /// <summary>Neighbouring seeds get different styles, so that the ads of one run do.</summary>
    public static ISceneStyle Choose(int seed) => All[(int)((long)seed * 7 % All.Length)];
}
