using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Files;
using AdCreator.Core.Imaging;

namespace AdCreator.Core.Ads.Placements;

/// <summary>Puts an ad together from what its run keeps: picture, product, words and brand.</summary>
public sealed class AdComposing(BlobStore blobs)
{
    /// <summary>Decoding and composing take memory: two at once keep a run of twelve within bounds.</summary>
    private static readonly SemaphoreSlim Places = new(2, 2);

    /// <summary>Composes the ad in the format of its brief, and measures it.</summary>
    internal async Task<ComposedDesign> ComposeAsync(AdRun run, Hook hook, AdDesign? design, Guid sceneBlobId, CancellationToken cancellationToken)
    {
        var scene = await ReadAsync(run.OrganizationId, sceneBlobId, cancellationToken);
        var format = AdFormat.Find(run.Brief.AspectRatio)!;
        return await InTurnAsync(
            () => AdComposer.Compose(CompositionOf(run.Brief, hook, design, scene, format.Width, format.Height)) switch
            {
                ComposedAd.Composed composed => new ComposedDesign.Composed(composed.Picture, new CheckReport([])),
                ComposedAd.Refused refused => (ComposedDesign)new ComposedDesign.Refused(refused.Reason, refused.Remedy),
                _ => throw new InvalidOperationException("Unknown case."),
            },
            cancellationToken);
    }

    /// <summary>What an edit would look like: small, and at once.</summary>
    internal async Task<ComposedPreview> PreviewAsync(AdRun run, Ad ad, AdDesign design, CancellationToken cancellationToken) =>
        await ComposeAsync(run, ad.Hook!, design, ad.SceneBlobId!.Value, cancellationToken) switch
        {
            ComposedDesign.Composed composed => new ComposedPreview.Composed(PictureScaler.ForModel(composed.Picture.Bytes, 640).Bytes),
            ComposedDesign.Refused refused => new ComposedPreview.Refused(refused.Reason, refused.Remedy),
            _ => throw new InvalidOperationException("Unknown case."),
        };

    private static AdComposition CompositionOf(Brief brief, Hook hook, AdDesign? design, ReadOnlyMemory<byte> scene, int width, int height) => new()
    {
        Scene = scene,
        Width = width,
        Height = height,
        Hook = design?.Headline ?? hook.Text,
        Offer = design?.Offer ?? brief.Offer,
        BrandName = brief.BrandName,
        BrandColor = brief.BrandColor,
    };

    private async Task<ReadOnlyMemory<byte>> ReadAsync(Guid organizationId, Guid blobId, CancellationToken cancellationToken) =>
        (await blobs.ReadAsync(organizationId, blobId, cancellationToken))?.Bytes
            ?? throw new InvalidOperationException($"The picture {blobId} is missing from the blob store.");

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
