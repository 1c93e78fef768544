using System.Security.Cryptography;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Approvals;

/// <summary>Reads the very bytes that an approval is about to cover.</summary>
public sealed class ApprovalFiles(AdCreatorDb database, BlobStore blobs)
{
    /// <summary>Placement id of the ad's own format.</summary>
    public const string Own = "ad";

    /// <summary>The files of the version that stands in the ad's row, hashed anew from the store.</summary>
    internal async Task<FilesToApprove> ReadAsync(Ad ad, CancellationToken cancellationToken)
    {
        var wanted = await ListAsync(ad, cancellationToken);
        var (files, leftOut) = (new List<ApprovedFile>(), new List<LeftOutFile>());
        foreach (var file in wanted)
        {
            if (file.State == CheckState.Blocked || file.BlobId is null)
            {
                leftOut.Add(new LeftOutFile(file.PlacementId, file.WhyNot));
                continue;
            }

            var hash = await HashAsync(ad.OrganizationId, file, cancellationToken);
            if (hash is null)
            {
                return new FilesToApprove.Fault(file.PlacementId, $"The file for {NameOf(file.PlacementId)} is missing or not the one that was made. Nothing was approved: make a new version, then approve that.");
            }

            files.Add(new ApprovedFile(file.PlacementId, file.BlobId.Value, hash));
        }

        return files.Count == 0
            ? new FilesToApprove.Fault(leftOut[0].PlacementId, $"No file of this ad may go out. {leftOut[0].Reason}")
            : new FilesToApprove.Ready(files, leftOut);
    }

    /// <summary>The files that the version has in the database: to see, in the write itself, that nothing was rendered meanwhile.</summary>
    internal static async Task<bool> IsSameAsync(AdCreatorDbContext context, Ad ad, FilesToApprove.Ready ready, CancellationToken cancellationToken)
    {
        var now = await context.AdFiles.AsNoTracking()
            .Where(f => f.AdId == ad.Id && f.VersionId == ad.VersionId)
            .Select(f => new { f.PlacementId, f.BlobId, f.State })
            .ToListAsync(cancellationToken);
        var covered = now.Where(f => f.BlobId is not null && f.State != CheckState.Blocked).Select(f => (f.PlacementId, f.BlobId!.Value));
        return covered.ToHashSet().SetEquals(ready.Files.Where(f => f.PlacementId != Own).Select(f => (f.PlacementId, f.BlobId)));
    }

    private async Task<IReadOnlyList<Candidate>> ListAsync(Ad ad, CancellationToken cancellationToken)
    {
        await using var context = database.Open(ad.OrganizationId);
        var files = ad.VersionId is null
            ? []
            : await context.AdFiles.AsNoTracking()
                .Where(f => f.AdId == ad.Id && f.VersionId == ad.VersionId && f.PlacementId != Own)
                .OrderBy(f => f.PlacementId)
                .ToListAsync(cancellationToken);
        var isBlocked = ad.Checks is { Checks.Count: > 0, State: CheckState.Blocked };
        return
        [
            new Candidate(Own, ad.FinalBlobId, null, isBlocked ? CheckState.Blocked : CheckState.Passed, WhyOf(ad.Checks)),
            .. files.Select(f => new Candidate(f.PlacementId, f.BlobId, f.Sha256, f.State, WhyOf(f.Checks))),
        ];
    }

    private async Task<string?> HashAsync(Guid organizationId, Candidate file, CancellationToken cancellationToken)
    {
        try
        {
            var content = await blobs.ReadAsync(organizationId, file.BlobId!.Value, cancellationToken);
            var hash = content is null ? null : Convert.ToHexStringLower(SHA256.HashData(content.Bytes.Span));
            return hash is not null && hash == content!.Blob.Sha256 && (file.Sha256 is null || hash == file.Sha256) ? hash : null;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string NameOf(string placementId) => placementId == Own ? "the ad's own format" : placementId;

    private static string WhyOf(CheckReport? report) =>
        report?.Checks.OrderByDescending(c => c.State).FirstOrDefault()?.Text ?? "It could not be rendered.";

    private sealed record Candidate(string PlacementId, Guid? BlobId, string? Sha256, CheckState State, string WhyNot);
}

/// <summary>What an approval would cover.</summary>
internal abstract record FilesToApprove
{
    private FilesToApprove()
    {
    }

    public sealed record Ready(IReadOnlyList<ApprovedFile> Files, IReadOnlyList<LeftOutFile> LeftOut) : FilesToApprove;

    public sealed record Fault(string PlacementId, string Reason) : FilesToApprove;
}
