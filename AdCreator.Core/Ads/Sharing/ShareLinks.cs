using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Sharing;

/// <summary>Makes, lists and revokes links with which people without an account look at a set.</summary>
/// <exception cref="AccessDeniedException">Thrown by every method when the actor is not, or no longer, a member.</exception>
public sealed class ShareLinks(AdCreatorDb database, MembershipGuard guard, AuditLog audit, TimeProvider time)
{
    /// <summary>Days that a link may live.</summary>
    public static IReadOnlyList<int> Lives { get; } = [1, 7, 30];

    /// <summary>Most live links of a set.</summary>
    public const int MaxLive = 20;

    /// <summary>The live links of a set, newest first, at most <see cref="MaxLive"/>; none for a set that is not the organization's.</summary>
    public async Task<IReadOnlyList<ShareLinkRow>> ListAsync(Actor actor, Guid runId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        return await Live(context)
            .Where(l => l.RunId == runId)
            .OrderByDescending(l => l.CreatedAt).ThenByDescending(l => l.Id)
            .Take(MaxLive)
            .Select(l => new ShareLinkRow(
                l.Id, context.People.Where(p => p.Id == l.CreatedByPersonId).Select(p => p.DisplayName).Single(), l.CreatedAt, l.ExpiresAt))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Makes a link to a set.</summary>
    /// <param name="days">One of <see cref="Lives"/>.</param>
    public async Task<CreateLinkResult> CreateAsync(Actor actor, Guid runId, int days, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        if (!Lives.Contains(days))
        {
            return new CreateLinkResult.Refused($"Choose {string.Join(", ", Lives)} days.");
        }

        await using var context = database.Open(actor.OrganizationId);
        if (!await context.AdRuns.AnyAsync(r => r.Id == runId, cancellationToken))
        {
            return new CreateLinkResult.NotFound();
        }

        if (await Live(context).CountAsync(l => l.RunId == runId, cancellationToken) >= MaxLive)
        {
            return new CreateLinkResult.Refused($"This set has {MaxLive} live links, which is the most. Revoke one first.");
        }

        var now = time.GetUtcNow();
        var secret = ShareSecret.Generate();
        var link = new ShareLink
        {
            Id = NewId.At(now),
            OrganizationId = actor.OrganizationId,
            RunId = runId,
            SecretHash = ShareSecret.HashOf(secret)!,
            CreatedByPersonId = actor.PersonId,
            CreatedAt = now,
            ExpiresAt = now.AddDays(days),
        };
        context.ShareLinks.Add(link);
        audit.Add(context, actor, "share_link_made", $"run:{runId}", AuditResult.Done, $"link {link.Id}, for {days} {(days == 1 ? "day" : "days")}");
        await context.SaveChangesAsync(cancellationToken);
        return new CreateLinkResult.Created(link.Id, secret, link.ExpiresAt);
    }

    /// <summary>Ends a link at once, whoever made it. False when there is no such live link.</summary>
    public async Task<bool> RevokeAsync(Actor actor, Guid linkId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var link = await Live(context).SingleOrDefaultAsync(l => l.Id == linkId, cancellationToken);
        if (link is null)
        {
            return false;
        }

        link.RevokedAt = time.GetUtcNow();
        audit.Add(context, actor, "share_link_revoked", $"run:{link.RunId}", AuditResult.Done, $"link {link.Id}");
        await context.SaveChangesAsync(cancellationToken);
        return true;
    }

    private IQueryable<ShareLink> Live(AdCreatorDbContext context)
    {
        var now = time.GetUtcNow();
        return context.ShareLinks.Where(l => l.RevokedAt == null && l.ExpiresAt > now);
    }
}

/// <summary>A live link in a list.</summary>
/// <param name="CreatedBy">Display name of who made it.</param>
public sealed record ShareLinkRow(Guid Id, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>What became of asking for a link.</summary>
public abstract record CreateLinkResult
{
    private CreateLinkResult()
    {
    }

    /// <summary>The link exists. Its secret is said this once and can never be read again.</summary>
    public sealed record Created(Guid LinkId, string Secret, DateTimeOffset ExpiresAt) : CreateLinkResult;

    /// <summary>Nothing was made, and why.</summary>
    public sealed record Refused(string Reason) : CreateLinkResult;

    /// <summary>The organization has no such set.</summary>
    public sealed record NotFound : CreateLinkResult;
}
