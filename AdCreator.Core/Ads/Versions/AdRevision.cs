namespace AdCreator.Core.Ads.Versions;

/// <summary>A version of a finished ad while it is being made.</summary>
public sealed record AdRevision
{
    public required VersionCause Cause { get; init; }

    /// <summary>Who asked for it.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>What should change in the picture, 1 to 500 characters; null unless <see cref="Cause"/> is a change.</summary>
    public string? Wish { get; init; }

    /// <summary>The text layer of the new version.</summary>
    public AdDesign? Design { get; init; }

    /// <summary>The picture it is composed from; null until it is drawn.</summary>
    public Guid? SceneBlobId { get; init; }
}
