using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Imaging;
using AdCreator.Core.Imaging.Designs;

namespace AdCreator.Core.Ads.Placements;

/// <summary>Puts an ad together from what its run keeps: picture, product, words and brand.</summary>
public sealed class AdComposing(DesignReader designs, AdChecks checks, DrawingTurns turns)
{
    /// <summary>Decoding and composing take memory: two at once keep a run of twelve within bounds.</summary>
    private static readonly SemaphoreSlim Places = new(2, 2);

    /// <summary>Composes the ad in the format of its brief, and measures it.</summary>
    internal Task<ComposedDesign> ComposeAsync(AdRun run, Ad ad, AdDesign? design, Guid sceneBlobId, CancellationToken cancellationToken) =>
        turns.FirstAsync(() => ComposeFirstAsync(run, ad, design, sceneBlobId, cancellationToken), cancellationToken);

    private async Task<ComposedDesign> ComposeFirstAsync(AdRun run, Ad ad, AdDesign? design, Guid sceneBlobId, CancellationToken cancellationToken)
    {
        var input = await designs.ReadAsync(run, ad.Hook!, design, sceneBlobId, cancellationToken);
        var format = AdFormat.Find(run.Brief.AspectRatio)!;

        // A product that the model drew is looked for before words lie over the picture: that says how true it is, and where.
        var fidelity = input.Cutout is null ? await checks.MeasureAsync(run, input.Scene, [], near: null, cancellationToken) : null;
        input = input with { ProductBox = fidelity?.Found };
        var composed = await InTurnAsync(() => Compose(input, format), cancellationToken);
        return composed switch
        {
            ComposedAd.Composed made => new ComposedDesign.Composed(made.Picture, await checks.OfAdAsync(run, ad, input, made, fidelity, cancellationToken)),
            ComposedAd.Refused refused => new ComposedDesign.Refused(refused.Reason, refused.Remedy),
            ComposedAd.NeedsOwnPicture own => new ComposedDesign.Refused(own.Reason, "Draw another picture, or choose another format."),
            _ => throw new InvalidOperationException($"Unknown case {composed.GetType().Name}."),
        };
    }

    /// <summary>Looks for the product on the pictures that were drawn for a shape, where nobody has yet: that says how true it is, and where.</summary>
    internal async Task<IReadOnlyList<ShapeScene>> MeasureAsync(AdRun run, IReadOnlyList<ShapeScene> scenes, CancellationToken cancellationToken)
    {
        List<ShapeScene> measured = [];
        foreach (var scene in scenes)
        {
            if (scene.Fidelity is not null)
            {
                measured.Add(scene);
                continue;
            }

            var picture = await designs.ReadAsync(run.OrganizationId, scene.SceneBlobId, cancellationToken);
            var result = await checks.MeasureAsync(run, picture, [], near: null, cancellationToken);
            measured.Add(scene with { ProductBox = result.Found, Fidelity = FidelityResults.Of(result) });
        }

        return measured;
    }

    /// <summary>What an edit would look like: small, and at once.</summary>
    internal async Task<ComposedPreview> PreviewAsync(AdRun run, Ad ad, AdDesign design, CancellationToken cancellationToken)
    {
        var input = await designs.ReadAsync(run, ad.Hook!, design, ad.SceneBlobId!.Value, cancellationToken) with { ProductBox = ad.Checks?.ProductBox };
        var format = AdFormat.Find(run.Brief.AspectRatio)!;
        var composed = await InTurnAsync(
            () =>
            {
                using var preview = PlacementPreview.Open(input);
                return preview.Render(format, longerSide: 720);
            },
            cancellationToken);
        return composed switch
        {
            ComposedAd.Composed made => new ComposedPreview.Composed(made.Picture.Bytes),
            ComposedAd.Refused refused => new ComposedPreview.Refused(refused.Reason, refused.Remedy),
            ComposedAd.NeedsOwnPicture own => new ComposedPreview.Refused(own.Reason, "Draw another picture, or choose another format."),
            _ => throw new InvalidOperationException($"Unknown case {composed.GetType().Name}."),
        };
    }

    private static ComposedAd Compose(DesignInput input, AdFormat format)
    {
        using var studio = AdStudio.Open(input.ToArtwork());
        return studio.Compose(input.CanvasOf(format));
    }

    private static async Task<T> InTurnAsync<T>(Func<T> compose, CancellationToken cancellationToken)
    {
        await Places.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(compose, cancellationToken);
        }
        finally
        {
            Places.Release();
        }
    }
}

/// <summary>A composed ad, or why there is none.</summary>
internal abstract record ComposedDesign
{
    private ComposedDesign()
    {
    }

    public sealed record Composed(EncodedPicture Picture, CheckReport Checks) : ComposedDesign;

    public sealed record Refused(string Reason, string Remedy) : ComposedDesign;
}

/// <summary>A small picture of an edit, or why it cannot be made.</summary>
internal abstract record ComposedPreview
{
    private ComposedPreview()
    {
    }

    public sealed record Composed(ReadOnlyMemory<byte> Jpeg) : ComposedPreview;

    public sealed record Refused(string Reason, string Remedy) : ComposedPreview;
}
