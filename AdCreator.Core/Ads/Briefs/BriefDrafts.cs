using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Briefs;

/// <summary>Keeps what a person has typed and chosen, so that a reload, a lost circuit or a restart loses nothing.</summary>
/// <remarks>
/// Hooks are paid for, so a page that does not know of a batch yet must not overwrite it: <see cref="BriefChoices.HookBatches"/>
/// says what its holder has seen, and what came since is kept. Each write holds only for the row that was read.
/// </remarks>
public sealed class BriefDrafts(AdCreatorDb database, MembershipGuard guard, TimeProvider time)
{
    /// <summary>The person's draft, or null.</summary>
    public async Task<BriefChoices?> LoadAsync(Actor actor, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        return (await ReadAsync(context, actor, cancellationToken))?.Choices;
    }

    /// <summary>Replaces the person's draft; of two savers at once, the later one wins, except that neither loses hooks it has not seen.</summary>
    public async Task SaveAsync(Actor actor, BriefChoices choices, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await ChangeAsync(actor, stored => stored is null ? choices : choices.WithNewHooksOf(stored), cancellationToken);
    }

    /// <summary>Adds a batch of hooks to the person's draft as chosen ones; gives the draft as it stands then.</summary>
    /// <param name="actor">Whose draft.</param>
    /// <param name="hooks">What was written.</param>
    /// <param name="otherwise">The choices to begin a draft with where there is none.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public async Task<BriefChoices> AddHooksAsync(Actor actor, IReadOnlyList<Hook> hooks, BriefChoices otherwise, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        return await ChangeAsync(actor, stored => WithHooks(stored ?? otherwise, hooks), cancellationToken);
    }

    private static BriefChoices WithHooks(BriefChoices draft, IReadOnlyList<Hook> hooks)
    {
        var batch = draft.HookBatches + 1;
        var room = AdCount.Most / draft.VariantsPerHook - AdCount.ChosenHooks(draft);
        return draft with
        {
            Hooks = BriefChoices.Bounded([.. draft.Hooks, .. hooks.Select((h, i) => new HookChoice(h, IsChosen: i < room) { Batch = batch })]),
            HookBatches = batch,
        };
    }

    private async Task<BriefChoices> ChangeAsync(Actor actor, Func<BriefChoices?, BriefChoices> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var context = database.Open(actor.OrganizationId);
            var stored = await ReadAsync(context, actor, cancellationToken);
            var changed = change(stored?.Choices);
            if (stored is null ? await TryAddAsync(context, actor, changed, cancellationToken) : await TryReplaceAsync(context, stored, changed, cancellationToken))
            {
                return changed;
            }
        }
    }

    private static Task<BriefDraft?> ReadAsync(AdCreatorDbContext context, Actor actor, CancellationToken cancellationToken) =>
        context.BriefDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.PersonId == actor.PersonId, cancellationToken);

    private async Task<bool> TryAddAsync(AdCreatorDbContext context, Actor actor, BriefChoices choices, CancellationToken cancellationToken)
    {
        context.BriefDrafts.Add(new BriefDraft
        {
            OrganizationId = actor.OrganizationId, PersonId = actor.PersonId, Choices = choices, UpdatedAt = time.GetUtcNow(),
        });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            // A second tab made the first draft in the same instant: go on from it. Anything else is a true fault.
            await using var other = database.Open(actor.OrganizationId);
            if (await ReadAsync(other, actor, cancellationToken) is null)
            {
                throw;
            }

            return false;
        }
    }

    /// <summary>False when the row has been written since it was read. Its instant moves at each write, so it serves as the row's version.</summary>
    private async Task<bool> TryReplaceAsync(AdCreatorDbContext context, BriefDraft stored, BriefChoices choices, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var at = now > stored.UpdatedAt ? now : stored.UpdatedAt.AddMilliseconds(1);
        return await context.BriefDrafts
            .Where(d => d.PersonId == stored.PersonId && d.UpdatedAt == stored.UpdatedAt)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Choices, choices).SetProperty(d => d.UpdatedAt, at), cancellationToken) > 0;
    }
}
