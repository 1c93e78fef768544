using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Runs;

/// <summary>Words that people sort sets by.</summary>
public sealed class RunTags(AdCreatorDb database, MembershipGuard guard)
{
    /// <summary>Most tags of a set.</summary>
    public const int MaxCount = 12;

    /// <summary>Most letters of a tag.</summary>
    public const int MaxLength = 40;

    /// <summary>Replaces the tags of a set. The tags as they are stored: cleaned, without doubles, cut to what fits; null when the organization has no such set.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<IReadOnlyList<string>?> SetAsync(Actor actor, Guid runId, IEnumerable<string> tags, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var run = await context.AdRuns.SingleOrDefaultAsync(r => r.Id == runId, cancellationToken);
        if (run is null)
        {
            return null;
        }

        run.Tags = Clean(tags);
        await context.SaveChangesAsync(cancellationToken);
        return run.Tags;
    }

    private static IReadOnlyList<string> Clean(IEnumerable<string> tags) =>
    [
        .. tags.Select(t => PlainText.Line(t))
            .Select(t => t.Length <= MaxLength ? t : t[..(char.IsHighSurrogate(t[MaxLength - 1]) ? MaxLength - 1 : MaxLength)].TrimEnd())
            .Where(t => t.Length > 0)
            .DistinctBy(t => t.ToUpperInvariant(), StringComparer.Ordinal)
            .Take(MaxCount),
    ];
}
