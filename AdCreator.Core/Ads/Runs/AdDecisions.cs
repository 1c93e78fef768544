using AdCreator.Core.Organizations;

namespace AdCreator.Core.Ads.Runs;

/// <summary>What a person decides about a finished ad.</summary>
public sealed class AdDecisions(AdRows rows, MembershipGuard guard, TimeProvider time)
{
    /// <summary>Most letters of a reason.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>Approves a finished ad, whatever the reviewer said. False when there is no such finished ad.</summary>
    public Task<bool> ApproveAsync(Actor actor, Guid adId, CancellationToken cancellationToken) =>
        DecideAsync(actor, adId, Decision.Approved, reason: null, cancellationToken);

    /// <summary>Rejects a finished ad, with a reason; a longer one than <see cref="MaxReasonLength"/> is cut. False when there is no such finished ad.</summary>
    public Task<bool> RejectAsync(Actor actor, Guid adId, string reason, CancellationToken cancellationToken)
    {
        var text = reason.Trim();
        return DecideAsync(actor, adId, Decision.Rejected, text.Length <= MaxReasonLength ? text : text[..MaxReasonLength], cancellationToken);
    }

    private async Task<bool> DecideAsync(Actor actor, Guid adId, Decision decision, string? reason, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        var ad = await rows.ChangeAsync(
            actor.OrganizationId,
            adId,
            a => a.Stage == AdStage.Done,
            a =>
            {
                a.Decision = decision;
                a.DecisionReason = string.IsNullOrEmpty(reason) ? null : reason;
                a.DecidedByPersonId = actor.PersonId;
                a.DecidedAt = time.GetUtcNow();
            },
            cancellationToken);
        return ad is not null;
    }
}
