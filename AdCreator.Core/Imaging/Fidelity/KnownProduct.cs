using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>A product's photo with the points it is found by, kept for a while: the ads of a set show the same product.</summary>
/// <remarks>
/// Nobody disposes what is kept here, because another comparison may be using it: OpenCV's memory goes with the objects when
/// they are collected. Reading alone is safe from several threads.
/// </remarks>
internal sealed class KnownProduct
{
    private const int Points = 1200;
    private const int MostKept = 4;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private static readonly MemoryCache Cache = new(new MemoryCacheOptions { SizeLimit = MostKept });

    private readonly Lazy<(ProductReference, Features)> mirrored;

    private KnownProduct(ProductReference picture)
    {
        (Picture, Features) = (picture, Features.Of(picture.Bgr, picture.Mask, Points));
        mirrored = new(() =>
        {
            var flipped = Picture.Flipped();
            return (flipped, Features.Of(flipped.Bgr, flipped.Mask, Points));
        });
    }

    public ProductReference Picture { get; }

    public Features Features { get; }

    /// <summary>The mirror image, computed when it is asked for first.</summary>
    public (ProductReference Picture, Features Features) Mirrored => mirrored.Value;

    /// <summary>Null when the bytes are no readable picture or show nothing.</summary>
    public static KnownProduct? Of(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var key = Convert.ToHexString(SHA256.HashData(picture.Span));
        if (Cache.TryGetValue(key, out KnownProduct? known))
        {
            return known;
        }

        return ProductReference.From(picture, cancellationToken) is { } product
            ? Cache.Set(key, new KnownProduct(product), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Kept })
            : null;
    }
}
