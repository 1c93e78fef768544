using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Data;
using AdCreator.Core.Gemini;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Approvals;

/// <summary>Keeps what people say of a version of an ad. Written once, never changed.</summary>
public sealed class AdComments(AdRows rows, MembershipGuard guard, TimeProvider time)
{
    /// <summary>Adds a comment to a version.</summary>
    /// <param name="actor">Who says it.</param>
    /// <param name="adId">The ad.</param>
    /// <param name="versionId">The version that is meant; null for the one that stands in the ad.</param>
    /// <param name="text">1 to <see cref="AdComment.MaxLength"/> characters.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<CommentResult> AddAsync(Actor actor, Guid adId, Guid? versionId, string text, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        var words = PromptText.Clean(text).Trim();
        if (words.Length is < 1 or > AdComment.MaxLength)
        {
            return new CommentResult.Invalid($"A comment has 1 to {AdComment.MaxLength} characters; this one has {words.Length}.");
        }

        var ad = await rows.FindAdAsync(actor.OrganizationId, adId, cancellationToken);
        var run = ad?.FinalBlobId is null ? null : await rows.FindRunAsync(actor.OrganizationId, ad.RunId, cancellationToken);
        if (run is null)
        {
            return new CommentResult.NotFound();
        }

        var isAdded = false;
        await rows.ChangeAsync(
            actor.OrganizationId,
            adId,
            _ => true,
            async (context, row) =>
            {
                await AdVersions.KeepFirstAsync(context, row, run.PersonId, cancellationToken);
                var of = versionId ?? row.VersionId;
                isAdded = of is not null && (of == row.VersionId || await context.AdVersions.AnyAsync(v => v.Id == of && v.AdId == adId, cancellationToken));
                if (isAdded)
                {
                    context.AdComments.Add(new AdComment
                    {
                        Id = NewId.Next(time), OrganizationId = actor.OrganizationId, AdId = adId, VersionId = of!.Value,
                        PersonId = actor.PersonId, Text = words, CreatedAt = time.GetUtcNow(),
                    });
                }
            },
            cancellationToken);
        return isAdded ? new CommentResult.Added() : new CommentResult.NotFound();
    }
}

/// <summary>What became of a comment.</summary>
public abstract record CommentResult
{
    private CommentResult()
    {
    }

    /// <summary>It is kept.</summary>
    public sealed record Added : CommentResult;

    /// <summary>The organization has no such ad or version.</summary>
    public sealed record NotFound : CommentResult;

    /// <summary>It cannot stay as it is.</summary>
    /// <param name="Message">What is wrong and what would be right.</param>
    public sealed record Invalid(string Message) : CommentResult;
}
