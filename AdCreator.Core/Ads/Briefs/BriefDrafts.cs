using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Briefs;

/// <summary>Keeps what a person has typed and chosen, so that a reload, a lost circuit or a restart loses nothing.</summary>
public sealed class BriefDrafts(AdCreatorDb database, MembershipGuard guard, TimeProvider time)
{
    /// <summary>The person's draft, or null.</summary>
    public async Task<BriefChoices?> LoadAsync(Actor actor, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var draft = await context.BriefDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.PersonId == actor.PersonId, cancellationToken);
        return draft?.Choices;
    }

    /// <summary>Replaces the person's draft; of two savers at once, the later one wins.</summary>
    public async Task SaveAsync(Actor actor, BriefChoices choices, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var draft = await context.BriefDrafts.SingleOrDefaultAsync(d => d.PersonId == actor.PersonId, cancellationToken);
        if (draft is null)
        {
            context.BriefDrafts.Add(new BriefDraft
            {
                OrganizationId = actor.OrganizationId, PersonId = actor.PersonId, Choices = choices, UpdatedAt = time.GetUtcNow(),
            });
        }
        else
        {
            draft.Choices = choices;
            draft.UpdatedAt = time.GetUtcNow();
        }

        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (draft is null)
        {
            // A second tab made the first draft in the same instant: its content is as good.
        }
    }
}
