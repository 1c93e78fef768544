using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Placements;

/// <summary>Reads the files of a whole set: one for each ad and placement, of the version that stands in the ad.</summary>
public sealed class SetFiles(AdCreatorDb database, MembershipGuard guard)
{
    /// <summary>The files by ad number and placement; empty for a set that is not the organization's, as for one without placements.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<IReadOnlyList<SetFile>> ListAsync(Actor actor, Guid runId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        return await context.Ads.AsNoTracking()
            .Where(a => a.RunId == runId && a.VersionId != null)
            .Join(context.AdFiles.AsNoTracking(), a => a.VersionId, f => (Guid?)f.VersionId, (a, f) => new { a.Number, File = f })
            .OrderBy(j => j.Number).ThenBy(j => j.File.PlacementId)
            .Select(j => new SetFile(
                j.File.AdId, j.Number, j.File.PlacementId, j.File.BlobId, j.File.Width, j.File.Height, j.File.ByteCount, j.File.State, j.File.Checks))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>An ad as it goes to one placement.</summary>
/// <param name="BlobId">Null when none could be made: the checks say why.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="State">The worst of its checks.</param>
public sealed record SetFile(
    Guid AdId, int AdNumber, string PlacementId, Guid? BlobId, int Width, int Height, long ByteCount, CheckState State, CheckReport Checks);
