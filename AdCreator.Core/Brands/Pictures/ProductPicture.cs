using AdCreator.Core.Data;

namespace AdCreator.Core.Brands.Pictures;

/// <summary>A picture of a product and what was cut out of it.</summary>
/// <remarks>The one whose blob stands in <see cref="Product.PictureBlobId"/> is the product's main picture.</remarks>
public sealed class ProductPicture : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid ProductId { get; init; }

    /// <summary>The picture as it was uploaded.</summary>
    public required Guid BlobId { get; init; }

    /// <summary>The product alone, a PNG with transparency; of the same size unless a person brought it. Null while there is none.</summary>
    public Guid? CutoutBlobId { get; set; }

    public required CutoutState State { get; set; }

    /// <summary>How sure the program is of its cut-out, 0 to 1; null when a person made it or there is none.</summary>
    public double? Confidence { get; set; }

    /// <summary>What is in the way or should be looked at, in plain words, at most 500 characters.</summary>
    public string Note { get; set; } = "";

    /// <summary>Order in which pictures are shown, from 0.</summary>
    public int Position { get; set; }

    /// <summary>Concurrency token, raised at every write.</summary>
    public int Version { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What is known of a cut-out.</summary>
public enum CutoutState
{
    /// <summary>Being made.</summary>
    Pending = 1,

    /// <summary>Good by the program's own measure.</summary>
    Good,

    /// <summary>Usable perhaps: a person should look at it.</summary>
    PleaseCheck,

    /// <summary>A person looked at it, touched it up, or brought a transparent PNG.</summary>
    Confirmed,

    /// <summary>None that could be used: a transparent PNG is needed.</summary>
    NeedsTransparentPicture,

    /// <summary>The machine lacks what cutting out needs; the note names it.</summary>
    Unavailable,
}
