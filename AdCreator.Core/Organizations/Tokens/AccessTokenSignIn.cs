using AdCreator.Core.Data;
using AdCreator.Core.Organizations.Activity;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Organizations.Tokens;

/// <summary>Says who calls with a secret.</summary>
public sealed class AccessTokenSignIn(AdCreatorDb database, ITokenOrganizations organizations, AuditLog audit, TimeProvider time)
{
    private static readonly TimeSpan UseIsWrittenEvery = TimeSpan.FromMinutes(1);

    /// <summary>A program that goes on with a dead token must not fill the log.</summary>
    private static readonly TimeSpan RefusalIsWrittenEvery = TimeSpan.FromHours(1);

    /// <summary>
    /// The token's holder, or null: no such token, expired, revoked, or its person is disabled, no longer a member, or
    /// became a member again after the token was made.
    /// </summary>
    public async Task<TokenHolder?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        if (TokenSecret.HashOf(secret) is not { } hash
            || await organizations.FindAsync(hash, cancellationToken) is not { } organizationId)
        {
            return null;
        }

        await using var context = database.Open(organizationId);
        var found = await ReadAsync(context, hash, cancellationToken);
        if (found is null)
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (found.WhyNot(now) is { } reason)
        {
            await WriteRefusalAsync(context, found.Token, reason, now, cancellationToken);
            return null;
        }

        await WriteUseAsync(context, found.Token, now, cancellationToken);
        return new TokenHolder(found.Token.Id, new Actor(found.Token.PersonId, organizationId), found.PersonName);
    }

    private static Task<Found?> ReadAsync(AdCreatorDbContext context, byte[] hash, CancellationToken cancellationToken) =>
        context.AccessTokens.AsNoTracking()
            .Where(t => t.SecretHash == hash)
            .Select(t => new Found(
                t,
                context.People.Where(p => p.Id == t.PersonId).Select(p => p.DisplayName).Single(),
                context.Memberships.Any(m => m.PersonId == t.PersonId && m.CreatedAt <= t.CreatedAt
                    && context.People.Any(p => p.Id == m.PersonId && p.DisabledAt == null))))
            .SingleOrDefaultAsync(cancellationToken);

    private static async Task WriteUseAsync(AdCreatorDbContext context, AccessToken token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - UseIsWrittenEvery;
        if (token.LastUsedAt is null || token.LastUsedAt <= before)
        {
            await context.AccessTokens
                .Where(t => t.Id == token.Id && (t.LastUsedAt == null || t.LastUsedAt <= before))
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, now), cancellationToken);
        }
    }

    private async Task WriteRefusalAsync(
        AdCreatorDbContext context, AccessToken token, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - RefusalIsWrittenEvery;
        var isFirst = (token.RefusedAt is null || token.RefusedAt <= before)
            && await context.AccessTokens
                .Where(t => t.Id == token.Id && (t.RefusedAt == null || t.RefusedAt <= before))
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.RefusedAt, now), cancellationToken) == 1;
        if (isFirst)
        {
            var actor = new Actor(token.PersonId, token.OrganizationId);
            await audit.WriteAsync(
                actor, "access_token_refused", AccessTokenService.TargetOf(token.Id), AuditResult.Denied, $"{token.Name}: {reason}", cancellationToken);
        }
    }

    private sealed record Found(AccessToken Token, string PersonName, bool IsMember)
    {
        public string? WhyNot(DateTimeOffset now) => this switch
        {
            { Token.RevokedAt: not null } => "it is revoked",
            _ when Token.ExpiresAt <= now => "it has expired",
            { IsMember: false } => "its person is no longer the member who made it",
            _ => null,
        };
    }
}
