using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Costs;

/// <summary>Lists every attempt that led to an ad, failed ones too, with its cost.</summary>
/// <remarks>Members see an ad's receipt whoever ordered it, as they see its cost; who caused a call stands on the usage page.</remarks>
public sealed class AdReceipts(AdCreatorDb database, MembershipGuard guard)
{
    /// <summary>The receipt of an ad; empty for an ad that is not the organization's, as for one without a call.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<AdReceipt> ReadAsync(Actor actor, Guid adId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);

        // No call is older than its ad: the bound lets the database skip the partitions before it.
        var lowest = NewId.LowestAt(NewId.InstantOf(adId).AddHours(-1));
        return new AdReceipt(await context.TokenUsage
            .Where(u => u.AdId == adId && u.Id >= lowest)
            .OrderBy(u => u.CreatedAt).ThenBy(u => u.Id)
            .Select(u => new ReceiptLine(
                u.Id, u.CreatedAt, u.Operation, u.Model, u.Outcome, u.Attempt, u.InputTokens, u.OutputTokens, u.CostUsd, u.CostUsdMax, u.CostState))
            .ToListAsync(cancellationToken));
    }
}

/// <summary>What an ad cost, call by call.</summary>
/// <param name="Lines">Oldest first.</param>
public sealed record AdReceipt(IReadOnlyList<ReceiptLine> Lines)
{
    /// <summary>US dollars of all calls whose cost is known: the sum of the rows.</summary>
    public decimal TotalUsd => Lines.Sum(l => l.CostUsd ?? 0);
}

/// <summary>One attempt of a model call.</summary>
/// <param name="CallId">The row of usage.</param>
/// <param name="CostUsd">US dollars, exact; null while unpriced or unsettled.</param>
/// <param name="CostUsdMax">The most it can have cost, US dollars.</param>
public sealed record ReceiptLine(
    Guid CallId,
    DateTimeOffset CreatedAt,
    string Operation,
    string Model,
    UsageOutcome Outcome,
    int Attempt,
    long InputTokens,
    long OutputTokens,
    decimal? CostUsd,
    decimal? CostUsdMax,
    CostState CostState);
