using System.Globalization;
using AdCreator.Core.Ads.Approvals;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Export;

/// <summary>Every row that an export of a set is decided by.</summary>
internal sealed record ExportRows
{
    /// <summary>Action of the audit entry of an export that went through.</summary>
    public const string Exported = "set_exported";

    public required AdRun Run { get; init; }

    public required string OrganizationName { get; init; }

    public required OrganizationCalendar Calendar { get; init; }

    /// <summary>By number.</summary>
    public required IReadOnlyList<Ad> Ads { get; init; }

    /// <summary>The ads' current versions.</summary>
    public required IReadOnlyDictionary<Guid, AdVersion> Versions { get; init; }

    /// <summary>Files of current versions.</summary>
    public required ILookup<Guid, AdFile> Files { get; init; }

    /// <summary>The live approval of a current version, by version.</summary>
    public required IReadOnlyDictionary<Guid, AdApproval> Approvals { get; init; }

    public required IReadOnlyDictionary<Guid, Blob> Blobs { get; init; }

    public required IReadOnlyDictionary<Guid, string> PeopleNames { get; init; }

    public required RunCosts Costs { get; init; }

    public required LastExport? Last { get; init; }

    /// <summary>The rows of a set; null when the context's organization has none of that id.</summary>
    public static async Task<ExportRows?> ReadAsync(AdCreatorDbContext context, Guid runId, CancellationToken cancellationToken)
    {
        var run = await context.AdRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId, cancellationToken);
        if (run is null)
        {
            return null;
        }

        var ads = await context.Ads.AsNoTracking().Where(a => a.RunId == runId).OrderBy(a => a.Number).ToListAsync(cancellationToken);
        var versionIds = ads.Where(a => a.VersionId is not null).Select(a => a.VersionId!.Value).ToList();
        var files = await context.AdFiles.AsNoTracking().Where(f => versionIds.Contains(f.VersionId)).ToListAsync(cancellationToken);
        var approvals = await context.AdApprovals.AsNoTracking()
            .Where(a => versionIds.Contains(a.VersionId) && a.RevokedAt == null)
            .OrderByDescending(a => a.ApprovedAt).ThenByDescending(a => a.Id)
            .ToListAsync(cancellationToken);
        var blobIds = approvals.SelectMany(a => a.Files).Select(f => f.BlobId).Distinct().ToList();
        var personIds = approvals.Select(a => a.PersonId).Distinct().ToList();
        return new ExportRows
        {
            Run = run,
            OrganizationName = await context.Organizations.Where(o => o.Id == context.OrganizationId).Select(o => o.Name).SingleAsync(cancellationToken),
            Calendar = await OrganizationCalendar.ReadAsync(context, cancellationToken),
            Ads = ads,
            Versions = await context.AdVersions.AsNoTracking().Where(v => versionIds.Contains(v.Id)).ToDictionaryAsync(v => v.Id, cancellationToken),
            Files = files.ToLookup(f => f.VersionId),
            Approvals = approvals.GroupBy(a => a.VersionId).ToDictionary(g => g.Key, g => g.First()),
            Blobs = await context.Blobs.AsNoTracking().Where(b => blobIds.Contains(b.Id)).ToDictionaryAsync(b => b.Id, cancellationToken),
            PeopleNames = await context.People.Where(p => personIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancellationToken),
            Costs = await RunCosts.ReadAsync(context, [runId], cancellationToken),
            Last = await FindLastAsync(context, run, cancellationToken),
        };
    }

    /// <summary>What an entry of the audit log says of an export.</summary>
    public static string DetailOf(int files, string manifestSha256) =>
        string.Create(CultureInfo.InvariantCulture, $"{files} {(files == 1 ? "file" : "files")}, manifest {manifestSha256}");

    /// <summary>How audit entries name a set.</summary>
    public static string TargetOf(Guid runId) => $"run:{runId}";

    private static async Task<LastExport?> FindLastAsync(AdCreatorDbContext context, AdRun run, CancellationToken cancellationToken)
    {
        var target = TargetOf(run.Id);
        var entry = await context.AuditEntries.AsNoTracking()
            .Where(e => e.CreatedAt >= run.CreatedAt && e.Action == Exported && e.Target == target)
            .OrderByDescending(e => e.CreatedAt)
            .Select(e => new { e.CreatedAt, e.Detail, Name = context.People.Where(p => p.Id == e.PersonId).Select(p => p.DisplayName).FirstOrDefault() })
            .FirstOrDefaultAsync(cancellationToken);
        return entry?.Detail?.Split(' ') is [var files, _, _, var hash] && int.TryParse(files, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new LastExport(entry.CreatedAt, entry.Name ?? "Somebody", count, hash)
            : null;
    }
}
