using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Placements;

/// <summary>Reads and keeps the files that a version of an ad was rendered to.</summary>
public sealed class AdFiles(AdCreatorDb database, MembershipGuard guard)
{
    /// <summary>The files of a version by placement; empty for a version that is not the organization's.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<IReadOnlyList<AdFile>> ListAsync(Actor actor, Guid adId, Guid versionId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        return await context.AdFiles.AsNoTracking()
            .Where(f => f.AdId == adId && f.VersionId == versionId)
            .OrderBy(f => f.PlacementId)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The placements that a version has a file for already: what a job that goes on need not render again.</summary>
    internal async Task<HashSet<string>> ListPlacementsAsync(Guid organizationId, Guid versionId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        return [.. await context.AdFiles.Where(f => f.VersionId == versionId).Select(f => f.PlacementId).ToListAsync(cancellationToken)];
    }

    /// <summary>Keeps a file. One that another job wrote first stays.</summary>
    internal async Task AddAsync(AdFile file, CancellationToken cancellationToken)
    {
        await using var context = database.Open(file.OrganizationId);
        context.AdFiles.Add(file);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            await using var again = database.Open(file.OrganizationId);
            if (!await again.AdFiles.AnyAsync(f => f.VersionId == file.VersionId && f.PlacementId == file.PlacementId, cancellationToken))
            {
                throw;
            }
        }
    }
}
