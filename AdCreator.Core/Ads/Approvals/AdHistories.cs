using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Approvals;

/// <summary>Reads what became of an ad so far: its versions, approvals and comments, with the names of people.</summary>
public sealed class AdHistories(AdCreatorDb database, MembershipGuard guard)
{
    /// <summary>The history of an ad; empty for an ad that is not the organization's, as for one that is not made.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<AdHistory> ReadAsync(Actor actor, Guid adId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var versions = await context.AdVersions.AsNoTracking().Where(v => v.AdId == adId).OrderByDescending(v => v.Number).ToListAsync(cancellationToken);
        var approvals = await context.AdApprovals.AsNoTracking().Where(a => a.AdId == adId)
            .OrderByDescending(a => a.ApprovedAt).ThenByDescending(a => a.Id).ToListAsync(cancellationToken);
        var comments = await context.AdComments.AsNoTracking().Where(c => c.AdId == adId)
            .OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).ToListAsync(cancellationToken);
        var ids = versions.Select(v => v.PersonId)
            .Concat(approvals.Select(a => a.PersonId))
            .Concat(approvals.Where(a => a.RevokedByPersonId is not null).Select(a => a.RevokedByPersonId!.Value))
            .Concat(comments.Select(c => c.PersonId))
            .Distinct()
            .ToList();
        var names = await context.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancellationToken);
        var numbers = versions.ToDictionary(v => v.Id, v => v.Number);
        return new AdHistory(
            [.. versions.Select(v => new VersionView(v, NameOf(v.PersonId), v.ParentId is { } parent ? numbers.GetValueOrDefault(parent) : null))],
            [.. approvals.Select(a => new ApprovalView(
                a.Id, a.VersionId, numbers.GetValueOrDefault(a.VersionId), NameOf(a.PersonId), a.ApprovedAt, a.Files,
                a.RevokedAt, a.RevokedByPersonId is { } by ? NameOf(by) : null))],
            [.. comments.Select(c => new CommentView(c.Id, c.VersionId, numbers.GetValueOrDefault(c.VersionId), NameOf(c.PersonId), c.Text, c.CreatedAt))]);

        string NameOf(Guid personId) => names.GetValueOrDefault(personId) ?? "Somebody who left";
    }
}

/// <summary>What became of an ad so far.</summary>
/// <param name="Versions">Newest first.</param>
/// <param name="Approvals">Newest first, those that no longer hold included.</param>
/// <param name="Comments">Oldest first.</param>
public sealed record AdHistory(IReadOnlyList<VersionView> Versions, IReadOnlyList<ApprovalView> Approvals, IReadOnlyList<CommentView> Comments)
{
    /// <summary>Nothing yet.</summary>
    public static AdHistory None { get; } = new([], [], []);

    /// <summary>The approval that holds, whichever version it is of; null for none.</summary>
    public ApprovalView? Holding => Approvals.FirstOrDefault(a => a.RevokedAt is null);
}

/// <summary>A version as a page shows it.</summary>
/// <param name="ParentNumber">Number of the version it came from; null for the first.</param>
public sealed record VersionView(AdVersion Version, string PersonName, int? ParentNumber);

/// <summary>An approval as a page shows it.</summary>
/// <param name="Files">What it covers.</param>
/// <param name="RevokedAt">Null while it holds.</param>
public sealed record ApprovalView(
    Guid Id, Guid VersionId, int VersionNumber, string PersonName, DateTimeOffset ApprovedAt, IReadOnlyList<ApprovedFile> Files,
    DateTimeOffset? RevokedAt, string? RevokedByName);

/// <summary>A comment as a page shows it.</summary>
public sealed record CommentView(Guid Id, Guid VersionId, int VersionNumber, string PersonName, string Text, DateTimeOffset CreatedAt);
