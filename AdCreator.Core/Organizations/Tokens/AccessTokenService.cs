using AdCreator.Core.Data;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Organizations.Members;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Organizations.Tokens;

/// <summary>Makes, lists and revokes access tokens. Members manage their own, admins may revoke everybody's.</summary>
/// <exception cref="AccessDeniedException">Thrown by every method when the actor's role does not allow it.</exception>
public sealed class AccessTokenService(AdCreatorDb database, MembershipGuard guard, AuditLog audit, TimeProvider time)
{
    /// <summary>Most live tokens of a person in an organization.</summary>
    public const int MaxLive = 20;

    /// <summary>Most letters of a name.</summary>
    public const int MaxNameLength = 80;

    /// <summary>Longest life of a token, in days.</summary>
    public const int MaxDays = 365;

    /// <summary>Tokens on a page of <see cref="ListAllAsync"/>.</summary>
    public const int PageSize = 50;

    /// <summary>The actor's own live tokens in the organization, newest first, at most <see cref="MaxLive"/>.</summary>
    public async Task<IReadOnlyList<TokenRow>> ListOwnAsync(Actor actor, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        return await Rows(context, Live(context).Where(t => t.PersonId == actor.PersonId)).Take(MaxLive).ToListAsync(cancellationToken);
    }

    /// <summary>Everybody's live tokens in the organization, newest first. For admins.</summary>
    /// <param name="number">Page, from 1.</param>
    public async Task<TokenList> ListAllAsync(Actor actor, int number, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var tokens = await Rows(context, Live(context))
            .Skip((Math.Clamp(number, 1, 100_000) - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(cancellationToken);
        return new TokenList(tokens, await Live(context).CountAsync(cancellationToken));
    }

    /// <summary>Makes a token of the actor.</summary>
    /// <param name="name">1 to 80 characters, for people.</param>
    /// <param name="days">Days until it expires, 1 to 365.</param>
    public async Task<CreateTokenResult> CreateAsync(Actor actor, string name, int days, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        var label = name.Trim();
        if (label.Length is 0 or > MaxNameLength || label.Any(char.IsControl))
        {
            return new CreateTokenResult.Invalid("Name", $"Name it after the program that will use it, 1 to {MaxNameLength} characters.");
        }

        if (days is < 1 or > MaxDays)
        {
            return new CreateTokenResult.Invalid("Days", $"Choose 1 to {MaxDays} days.");
        }

        await using var context = database.Open(actor.OrganizationId);
        await using var change = await MemberLock.BeginAsync(context, cancellationToken);
        if (await Live(context).CountAsync(t => t.PersonId == actor.PersonId, cancellationToken) >= MaxLive)
        {
            return new CreateTokenResult.Invalid("", $"You have {MaxLive} live tokens, which is the most. Revoke one first.");
        }

        var secret = TokenSecret.Generate();
        var token = Make(actor, label, days, secret);
        context.AccessTokens.Add(token);
        audit.Add(context, actor, "access_token_made", TargetOf(token.Id), AuditResult.Done, $"{label}, for {days} {(days == 1 ? "day" : "days")}");
        await context.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return new CreateTokenResult.Created(token.Id, secret, token.ExpiresAt);
    }

    /// <summary>Ends a token at once. False when there is no such live token, or when it is somebody else's and the actor is no admin.</summary>
    public async Task<bool> RevokeAsync(Actor actor, Guid tokenId, CancellationToken cancellationToken)
    {
        var role = await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        await using var change = await MemberLock.BeginAsync(context, cancellationToken);
        var token = await Live(context).SingleOrDefaultAsync(t => t.Id == tokenId, cancellationToken);
        if (token is null)
        {
            return false;
        }

        if (token.PersonId != actor.PersonId && role < MembershipRole.Admin)
        {
            await change.RollbackAsync(cancellationToken);
            await guard.DenyAsync(actor, TargetOf(tokenId), "is somebody else's", cancellationToken);
            return false;
        }

        token.RevokedAt = time.GetUtcNow();
        audit.Add(context, actor, "access_token_revoked", TargetOf(tokenId), AuditResult.Done, token.Name);
        await context.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>How audit entries name a token.</summary>
    internal static string TargetOf(Guid tokenId) => $"access_token:{tokenId}";

    private AccessToken Make(Actor actor, string name, int days, string secret)
    {
        var now = time.GetUtcNow();
        return new AccessToken
        {
            Id = NewId.At(now),
            OrganizationId = actor.OrganizationId,
            PersonId = actor.PersonId,
            Name = name,
            SecretHash = TokenSecret.HashOf(secret)!,
            CreatedAt = now,
            ExpiresAt = now.AddDays(days),
        };
    }

    private IQueryable<AccessToken> Live(AdCreatorDbContext context)
    {
        var now = time.GetUtcNow();
        return context.AccessTokens.Where(t => t.RevokedAt == null && t.ExpiresAt > now);
    }

    private static IQueryable<TokenRow> Rows(AdCreatorDbContext context, IQueryable<AccessToken> tokens) =>
        tokens.AsNoTracking()
            .OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.Id)
            .Select(t => new TokenRow(
                t.Id,
                t.PersonId,
                context.People.Where(p => p.Id == t.PersonId).Select(p => p.DisplayName).Single(),
                t.Name,
                t.CreatedAt,
                t.ExpiresAt,
                t.LastUsedAt));
}
