using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Approvals;

/// <summary>Approves ads: binds a person and an instant to the bytes of one version's files.</summary>
/// <remarks>
/// Approved is frozen: a later edit is a new version without a decision. An approval stays readable when it no longer holds.
/// The ad's row is the lock: of two people who approve at once the second finds the first one's approval.
/// </remarks>
public sealed class AdApprovals(
    AdRows rows, ApprovalFiles files, ApprovalRights rights, AuditLog audit, TimeProvider time)
{
    private const string BeingChanged = "The ad is being changed. Look at the new version when it is there, then approve that.";
    private const string Newer = "Another version of this ad is there now. Look at it first, then approve that.";

    /// <summary>Approves the version that stands in the ad.</summary>
    /// <param name="actor">Who approves.</param>
    /// <param name="adId">A finished ad.</param>
    /// <param name="seenVersionId">The version that the person looked at: any other one is not approved. Null for whichever stands there.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<ApproveResult> ApproveAsync(Actor actor, Guid adId, Guid? seenVersionId, CancellationToken cancellationToken)
    {
        var isAllowed = await rights.MayApproveAsync(actor, cancellationToken);
        var ad = await rows.FindAdAsync(actor.OrganizationId, adId, cancellationToken);
        if (ad is null || (ad.FinalBlobId is null && !ad.Stage.IsActive()))
        {
            return new ApproveResult.NotFound();
        }

        if (!isAllowed && !await rights.RequireAsync(actor, adId, cancellationToken))
        {
            return new ApproveResult.NotAllowed(ApprovalRights.Missing);
        }

        if (ad.Stage != AdStage.Done || ad.FinalBlobId is null)
        {
            return new ApproveResult.Busy(BeingChanged);
        }

        if (seenVersionId is not null && ad.VersionId != seenVersionId)
        {
            return new ApproveResult.Busy(Newer);
        }

        return await files.ReadAsync(ad, cancellationToken) switch
        {
            FilesToApprove.Ready ready => await KeepAsync(actor, ad, ready, cancellationToken),
            FilesToApprove.Fault fault => new ApproveResult.FileFault(fault.PlacementId, fault.Reason),
            var unknown => throw new InvalidOperationException($"Unknown result {unknown}."),
        };
    }

    /// <summary>Takes the ad's approval back, whichever version it is of. False when there is none that holds, or no right to.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<bool> TakeBackAsync(Actor actor, Guid adId, CancellationToken cancellationToken)
    {
        if (!await rights.RequireAsync(actor, adId, cancellationToken))
        {
            return false;
        }

        var taken = 0;
        var ad = await rows.ChangeAsync(
            actor.OrganizationId,
            adId,
            _ => true,
            async (context, row) =>
            {
                taken = await RevokeAsync(context, actor, row, keep: null, cancellationToken);
                if (row.Decision == Decision.Approved)
                {
                    row.Undecide();
                    taken = Math.Max(1, taken);
                }

                if (taken > 0)
                {
                    audit.Add(context, actor, "ad_approval_taken_back", $"ad:{adId}", AuditResult.Done, detail: null);
                }
            },
            cancellationToken);
        return ad is not null && taken > 0;
    }

    /// <summary>Ends the approvals of an ad that still hold, in the write that <paramref name="context"/> is about to make. How many these were.</summary>
    internal async Task<int> RevokeAsync(AdCreatorDbContext context, Actor actor, Ad ad, Guid? keep, CancellationToken cancellationToken)
    {
        var holding = await context.AdApprovals.Where(a => a.AdId == ad.Id && a.RevokedAt == null && a.Id != keep).ToListAsync(cancellationToken);
        foreach (var approval in holding)
        {
            (approval.RevokedAt, approval.RevokedByPersonId) = (time.GetUtcNow(), actor.PersonId);
        }

        return holding.Count;
    }

    private async Task<ApproveResult> KeepAsync(Actor actor, Ad seen, FilesToApprove.Ready ready, CancellationToken cancellationToken)
    {
        var orderedBy = (await rows.FindRunAsync(actor.OrganizationId, seen.RunId, cancellationToken))!.PersonId;
        AdApproval? approval = null;
        var ad = await rows.ChangeAsync(
            actor.OrganizationId,
            seen.Id,
            row => row.Stage == AdStage.Done && row.FinalBlobId == seen.FinalBlobId && (seen.VersionId is null || row.VersionId == seen.VersionId),
            async (context, row) =>
            {
                await AdVersions.KeepFirstAsync(context, row, orderedBy, cancellationToken);
                approval = await ApproveAsync(context, actor, row, ready, cancellationToken);
            },
            cancellationToken);
        return ad is not null && approval is not null ? new ApproveResult.Approved(approval, ready.LeftOut) : new ApproveResult.Busy(Newer);
    }

    /// <summary>The approval that now holds; null when a file was rendered between hashing and writing.</summary>
    private async Task<AdApproval?> ApproveAsync(AdCreatorDbContext context, Actor actor, Ad ad, FilesToApprove.Ready ready, CancellationToken cancellationToken)
    {
        if (!await ApprovalFiles.IsSameAsync(context, ad, ready, cancellationToken))
        {
            return null;
        }

        var first = ad.Decision == Decision.Approved
            ? await context.AdApprovals.FirstOrDefaultAsync(a => a.AdId == ad.Id && a.VersionId == ad.VersionId && a.RevokedAt == null, cancellationToken)
            : null;
        if (first is not null)
        {
            return first;
        }

        var approval = new AdApproval
        {
            Id = NewId.Next(time), OrganizationId = ad.OrganizationId, AdId = ad.Id, VersionId = ad.VersionId!.Value,
            PersonId = actor.PersonId, ApprovedAt = time.GetUtcNow(), Files = ready.Files,
        };
        await RevokeAsync(context, actor, ad, approval.Id, cancellationToken);
        context.AdApprovals.Add(approval);
        audit.Add(context, actor, "ad_approved", $"ad:{ad.Id}", AuditResult.Done, $"version {ad.VersionNumber}, {ready.Files.Count} files, {ready.LeftOut.Count} left out");
        ad.Decide(Decision.Approved, reason: null, actor.PersonId, approval.ApprovedAt);
        return approval;
    }
}
