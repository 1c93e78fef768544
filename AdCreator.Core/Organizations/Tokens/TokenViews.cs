namespace AdCreator.Core.Organizations.Tokens;

/// <summary>A token in a list.</summary>
/// <param name="PersonId">Whose token it is.</param>
/// <param name="PersonName">The person's display name.</param>
/// <param name="LastUsedAt">To the minute, UTC; null before the first use.</param>
public sealed record TokenRow(
    Guid Id, Guid PersonId, string PersonName, string Name, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt);

/// <summary>One page of an organization's live tokens, newest first.</summary>
/// <param name="Total">Live tokens on all pages.</param>
public sealed record TokenList(IReadOnlyList<TokenRow> Tokens, int Total);

/// <summary>What became of asking for a token.</summary>
public abstract record CreateTokenResult
{
    private CreateTokenResult()
    {
    }

    /// <summary>The token exists. Its secret is said this once and can never be read again.</summary>
    public sealed record Created(Guid TokenId, string Secret, DateTimeOffset ExpiresAt) : CreateTokenResult;

    /// <summary>Nothing was made, and why.</summary>
    /// <param name="Field">Name or Days; empty when no field is at fault.</param>
    /// <param name="Message">What is wrong and what would be right.</param>
    public sealed record Invalid(string Field, string Message) : CreateTokenResult;
}

/// <summary>Who calls with a token.</summary>
/// <param name="TokenId">The token that was shown.</param>
/// <param name="Actor">Whose rights it has, in which organization.</param>
/// <param name="PersonName">The person's display name.</param>
public sealed record TokenHolder(Guid TokenId, Actor Actor, string PersonName);
