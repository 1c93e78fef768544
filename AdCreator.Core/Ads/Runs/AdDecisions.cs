using AdCreator.Core.Ads.Approvals;
using AdCreator.Core.Organizations;

namespace AdCreator.Core.Ads.Runs;

/// <summary>What a person decides about a finished ad.</summary>
public sealed class AdDecisions(AdRows rows, AdApprovals approvals, ApprovalRights rights, MembershipGuard guard, TimeProvider time)
{
    /// <summary>Most letters of a reason.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>Approves a finished ad, whatever the reviewer said. False when it could not be approved: <see cref="AdApprovals"/> says why.</summary>
    public async Task<bool> ApproveAsync(Actor actor, Guid adId, CancellationToken cancellationToken) =>
        await approvals.ApproveAsync(actor, adId, seenVersionId: null, cancellationToken) is ApproveResult.Approved;

    /// <summary>Rejects a finished ad, with a reason; a longer one than <see cref="MaxReasonLength"/> is cut. False when there is no such finished ad, or when it is approved and the actor may not approve.</summary>
    public async Task<bool> RejectAsync(Actor actor, Guid adId, string reason, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        var text = reason.Trim();
        text = text.Length <= MaxReasonLength ? text : text[..MaxReasonLength];
        var mayTakeBack = await rights.MayApproveAsync(actor, cancellationToken);
        var ad = await rows.ChangeAsync(
            actor.OrganizationId,
            adId,
            a => a.Stage == AdStage.Done && (mayTakeBack || a.Decision != Decision.Approved),
            async (context, a) =>
            {
                if (a.Decision == Decision.Approved)
                {
                    await approvals.RevokeAsync(context, actor, a, keep: null, cancellationToken);
                }

                a.Decide(Decision.Rejected, text.Length == 0 ? null : text, actor.PersonId, time.GetUtcNow());
            },
            cancellationToken);
        return ad is not null;
    }
}
