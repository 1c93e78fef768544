using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Organizations;

namespace AdCreator.Core.Ads.Export;

/// <summary>What to export of a set.</summary>
/// <param name="Ads">Numbers of the ads; null for every approved one.</param>
/// <param name="Profile">Id of one of <see cref="CopyProfile.All"/>; another one counts as the first.</param>
public sealed record ExportChoice(IReadOnlySet<int>? Ads = null, string Profile = "generic");

/// <summary>What an export of a set will hold, and what it leaves out: from the rows alone, no file was read yet.</summary>
public sealed record ExportPlan
{
    public required Guid RunId { get; init; }

    public required string OrganizationName { get; init; }

    public required Brief Brief { get; init; }

    /// <summary>Where days begin, for instants in the organization's zone.</summary>
    public required OrganizationCalendar Calendar { get; init; }

    /// <summary>Columns of <c>copy.csv</c>.</summary>
    public required CopyProfile Profile { get; init; }

    /// <summary>Every ad of the set, by number.</summary>
    public required IReadOnlyList<ExportAd> Ads { get; init; }

    /// <summary>What the archive will hold, by ad and placement.</summary>
    public required IReadOnlyList<ExportFile> Files { get; init; }

    /// <summary>What it will not hold, and why.</summary>
    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    /// <summary>What the rows already tell to be wrong: nothing can be exported before it is put right.</summary>
    public required IReadOnlyList<ExportFault> Faults { get; init; }

    /// <summary>The last export that went through; null when there was none.</summary>
    public LastExport? Last { get; init; }

    /// <summary>The archive's name, such as <c>tea-house_mint_20261126.zip</c>.</summary>
    public required string ArchiveName { get; init; }

    /// <summary>Bytes of all files, the manifests not counted.</summary>
    public long ByteCount => Files.Sum(f => f.ByteCount);
}

/// <summary>An ad of the set on the page.</summary>
/// <param name="IsReady">Whether something of it can be exported.</param>
/// <param name="IsChosen">Whether it was asked for.</param>
public sealed record ExportAd(Guid Id, int Number, Guid? PictureBlobId, string AltText, bool IsReady, bool IsChosen);

/// <summary>One picture of the archive with everything that belongs to it.</summary>
public sealed record ExportFile
{
    public required Guid AdId { get; init; }

    /// <summary>The ad's number in the set.</summary>
    public required int Ad { get; init; }

    /// <summary>The number of the approved version.</summary>
    public required int Version { get; init; }

    public required ExportPlacement Placement { get; init; }

    /// <summary>Path in the archive, such as <c>meta/tea-house_mint_ad-03.jpg</c>.</summary>
    public required string Path { get; init; }

    public required Guid BlobId { get; init; }

    /// <summary>SHA-256 that was approved, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    public required string MediaType { get; init; }

    public required long ByteCount { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    public required int Height { get; init; }

    public required AdWording Wording { get; init; }

    /// <summary>Null when nothing was measured.</summary>
    public required CheckReport? Checks { get; init; }

    public required string ApprovedBy { get; init; }

    public required DateTimeOffset ApprovedAt { get; init; }

    /// <summary>US dollars of every call for this ad, failed ones included; what it does not contain stands in <see cref="Open"/>.</summary>
    public required decimal AdCostUsd { get; init; }

    public required OpenCosts Open { get; init; }

    /// <summary>Whether the demo model answered: nothing was billed.</summary>
    public required bool IsDemo { get; init; }
}

/// <summary>Something that the archive will not hold.</summary>
/// <param name="Ad">The ad's number.</param>
/// <param name="Placement">Null for the whole ad.</param>
/// <param name="Cause">Why.</param>
/// <param name="Text">The same for people, with what would be right.</param>
public sealed record LeftOut(int Ad, ExportPlacement? Placement, LeftOutCause Cause, string Text);

/// <summary>Why something is left out.</summary>
public enum LeftOutCause
{
    NotMade = 1,
    NotApproved,
    ClaimExpired,

    /// <summary>A check says that the platform would refuse the file, or that its words must not be said.</summary>
    Blocked,

    /// <summary>Rendered after the approval, which therefore does not cover it.</summary>
    NotCovered,

    /// <summary>No picture could be made for the placement.</summary>
    NoPicture,
}

/// <summary>A file that is not what was approved.</summary>
/// <param name="Text">For people, such as "Ad 3, Meta Feed 4:5: the file has changed since it was approved."</param>
public sealed record ExportFault(int Ad, ExportPlacement Placement, string Text)
{
    internal static ExportFault Changed(int ad, ExportPlacement placement) =>
        new(ad, placement, $"Ad {ad}, {placement.Name}: the file has changed since it was approved. Look at the ad and approve it again.");

    internal static ExportFault Missing(int ad, ExportPlacement placement) =>
        new(ad, placement, $"Ad {ad}, {placement.Name}: the file that was approved is missing. Make the ad anew, then approve it.");
}

/// <summary>An export that went through.</summary>
/// <param name="Detail">How many files, and the manifest's hash.</param>
public sealed record LastExport(DateTimeOffset At, string PersonName, int Files, string ManifestSha256);
