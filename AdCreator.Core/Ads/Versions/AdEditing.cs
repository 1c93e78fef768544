using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Gemini;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Versions;

/// <summary>Changes finished ads: each change is a new version, and what was approved stays as it was.</summary>
/// <exception cref="AccessDeniedException">Thrown by every method when the actor is not, or no longer, a member.</exception>
public sealed class AdEditing(
    AdCreatorDb database, MembershipGuard guard, AdRows rows, AdComposing composing, RunRestart restart, AdDispatch dispatch, OwnPictures ownPictures, TimeProvider time)
{
    /// <summary>Most letters of a wish.</summary>
    public const int MaxWishLength = 500;

    /// <summary>Other words, another place of the text: a new version of the same picture, for nothing.</summary>
    public async Task<EditResult> EditTextAsync(Actor actor, Guid adId, AdDesign design, CancellationToken cancellationToken)
    {
        var (ad, run, _, refusal) = await FindAsync(actor, adId, isPaid: false, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var cleaned = EditCheck.Clean(design);
        if (EditCheck.FindProblem(cleaned) is { } problem)
        {
            return problem;
        }

        // Composed once before it is accepted: words that do not fit are said now, not by a failed job.
        return await composing.PreviewAsync(run!, ad!, cleaned, cancellationToken) is ComposedPreview.Refused refused
            ? new EditResult.Invalid(nameof(AdDesign.Headline), $"{refused.Reason} {refused.Remedy}")
            : await StartAsync(
                actor,
                run!,
                ad!,
                new AdRevision { Cause = VersionCause.TextEdited, PersonId = actor.PersonId, Design = cleaned, SceneBlobId = ad!.SceneBlobId, ShapeScenes = ad.ShapeScenes },
                cancellationToken);
    }

    /// <summary>Another picture, like this one but for what the wish says.</summary>
    public async Task<EditResult> AskForChangeAsync(Actor actor, Guid adId, string wish, CancellationToken cancellationToken)
    {
        var text = PromptText.Clean(wish).ReplaceLineEndings(" ").Trim();
        if (text.Length is < 3 or > MaxWishLength)
        {
            return new EditResult.Invalid("Wish", $"Say in 3 to {MaxWishLength} characters what should change; these are {text.Length}.");
        }

        var (ad, run, _, refusal) = await FindAsync(actor, adId, isPaid: true, cancellationToken);
        return refusal ?? await StartAsync(
            actor, run!, ad!, new AdRevision { Cause = VersionCause.Changed, PersonId = actor.PersonId, Wish = text, Design = ad!.Design }, cancellationToken);
    }

    /// <summary>Another picture for the same words.</summary>
    public async Task<EditResult> RegenerateAsync(Actor actor, Guid adId, CancellationToken cancellationToken)
    {
        var (ad, run, _, refusal) = await FindAsync(actor, adId, isPaid: true, cancellationToken);
        return refusal ?? await StartAsync(
            actor, run!, ad!, new AdRevision { Cause = VersionCause.Regenerated, PersonId = actor.PersonId, Design = ad!.Design }, cancellationToken);
    }

    /// <summary>The ad's picture in the shapes of those sizes whose crop would cut the product, see <see cref="OwnPictures"/>; everything else stays.</summary>
    /// <param name="versionId">The version that lacks the sizes: ordered twice for it, they are drawn once.</param>
    public async Task<EditResult> DrawShapesAsync(Actor actor, Guid adId, Guid versionId, CancellationToken cancellationToken)
    {
        var (ad, run, _, refusal) = await FindAsync(actor, adId, isPaid: true, cancellationToken);
        if (IsDrawingShapes(ad, versionId))
        {
            return new EditResult.Accepted();
        }

        if (refusal is not null)
        {
            return refusal;
        }

        var sizes = ad!.VersionId == versionId ? await ownPictures.ListAsync(actor, run!, adId, versionId, cancellationToken) : [];
        if (sizes.Count == 0)
        {
            return new EditResult.Refused("No size of the version that stands needs a picture of its own.", "Look at its files again.");
        }

        var started = await StartAsync(
            actor,
            run!,
            ad,
            new AdRevision
            {
                Cause = VersionCause.ShapesDrawn, PersonId = actor.PersonId, Design = ad.Design, SceneBlobId = ad.SceneBlobId, ShapeScenes = ad.ShapeScenes,
                ShapesToDraw = OwnPictures.ShapesOf(sizes),
            },
            cancellationToken);

        // The second of two clicks at the same instant finds the first one's order.
        return started is EditResult.Busy && IsDrawingShapes(await rows.FindAdAsync(actor.OrganizationId, adId, cancellationToken), versionId) ? new EditResult.Accepted() : started;
    }

    /// <summary>Takes an older version up again, as a new one: approved is only what is approved anew.</summary>
    public async Task<EditResult> RestoreAsync(Actor actor, Guid adId, Guid versionId, CancellationToken cancellationToken)
    {
        var (_, _, old, refusal) = await FindAsync(actor, adId, isPaid: false, cancellationToken, versionId);
        if (refusal is not null)
        {
            return refusal;
        }

        var changed = await rows.ChangeAsync(
            actor.OrganizationId,
            adId,
            a => a.Stage == AdStage.Done,
            (context, ad) => RestoreAsync(context, actor, ad, old!, cancellationToken),
            cancellationToken);
        return changed is null ? Meanwhile : new EditResult.Accepted();
    }

    /// <summary>What an edit would look like, small and at once; null for an ad that is not there, and where the words do not fit.</summary>
    public async Task<ReadOnlyMemory<byte>?> PreviewAsync(Actor actor, Guid adId, AdDesign design, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        var ad = await rows.FindAdAsync(actor.OrganizationId, adId, cancellationToken);
        var run = ad is null ? null : await rows.FindRunAsync(actor.OrganizationId, ad.RunId, cancellationToken);
        if (run is null || ad!.SceneBlobId is null || ad.Hook is null)
        {
            return null;
        }

        // Not a conditional expression: its null would become empty memory.
        var cleaned = EditCheck.Clean(design);
        return EditCheck.FindProblem(cleaned) is null && await composing.PreviewAsync(run, ad, cleaned, cancellationToken) is ComposedPreview.Composed preview
            ? (ReadOnlyMemory<byte>?)preview.Jpeg
            : null;
    }

    private static EditResult Meanwhile => new EditResult.Busy("Somebody else is changing this ad just now. Look at the new version first, then change that.");

    private async Task RestoreAsync(AdCreatorDbContext context, Actor actor, Ad ad, AdVersion old, CancellationToken cancellationToken)
    {
        var version = new AdVersion
        {
            Id = NewId.Next(time), OrganizationId = ad.OrganizationId, AdId = ad.Id, Number = ad.VersionNumber + 1, Cause = VersionCause.Restored,
            ParentId = old.Id, ChangeWish = old.ChangeWish, Hook = old.Hook, Design = old.Design, SceneBlobId = old.SceneBlobId, ShapeScenes = old.ShapeScenes,
            FinalBlobId = old.FinalBlobId, Checks = old.Checks, Review = old.Review, PersonId = actor.PersonId, CreatedAt = time.GetUtcNow(),
        };
        context.AdVersions.Add(version);
        var files = await context.AdFiles.AsNoTracking().Where(f => f.VersionId == old.Id).ToListAsync(cancellationToken);
        context.AdFiles.AddRange(files.Select(file => file.For(version.Id, NewId.Next(time), version.CreatedAt)));
        ad.TakeUp(version, isReviewWanted: false);
        ad.FinishedAt = version.CreatedAt;
    }

    private async Task<(Ad? Ad, AdRun? Run, AdVersion? Version, EditResult? Refusal)> FindAsync(
        Actor actor, Guid adId, bool isPaid, CancellationToken cancellationToken, Guid? versionId = null)
    {
        var role = await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        var ad = await rows.FindAdAsync(actor.OrganizationId, adId, cancellationToken);
        var run = ad is null ? null : await rows.FindRunAsync(actor.OrganizationId, ad.RunId, cancellationToken);
        var version = ad is null || versionId is null ? null : await FindVersionAsync(actor, adId, versionId.Value, cancellationToken);
        if (run is null || (versionId is not null && version is null))
        {
            return (null, null, null, new EditResult.NotFound());
        }

        if (ad!.Stage != AdStage.Done)
        {
            return (ad, run, version, ad.Stage.IsActive()
                ? new EditResult.Busy("The ad is being made. Change it when it is done.")
                : new EditResult.Busy("The ad was not made yet. Make it first, then change it."));
        }

        var obstacle = await restart.FindObstacleAsync(run, role, isPaid, cancellationToken);
        return (ad, run, version, obstacle is null ? null : new EditResult.Refused(obstacle.Cause, obstacle.Remedy));
    }

    private async Task<AdVersion?> FindVersionAsync(Actor actor, Guid adId, Guid versionId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(actor.OrganizationId);
        return await context.AdVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId && v.AdId == adId, cancellationToken);
    }

    private static bool IsDrawingShapes(Ad? ad, Guid versionId) => ad is { Revision.Cause: VersionCause.ShapesDrawn } && ad.VersionId == versionId;

    private async Task<EditResult> StartAsync(Actor actor, AdRun run, Ad found, AdRevision revision, CancellationToken cancellationToken)
    {
        await restart.LiftCancelAsync(run, cancellationToken);
        var ad = await rows.ChangeAsync(
            actor.OrganizationId,
            found.Id,
            a => a.Stage == AdStage.Done && a.VersionNumber == found.VersionNumber,
            async (context, row) =>
            {
                await AdVersions.KeepFirstAsync(context, row, run.PersonId, cancellationToken);
                row.Revision = revision;
                row.BeginAnew();
            },
            cancellationToken);
        if (ad is null)
        {
            return Meanwhile;
        }

        await dispatch.DispatchAsync(actor, ad, cancellationToken);
        return new EditResult.Accepted();
    }
}
