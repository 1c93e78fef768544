using System.Collections.Concurrent;
using AdCreator.Core.Ads;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Agents;

/// <summary>Writes hooks before ads are ordered: one metered call, its answer kept in the person's draft.</summary>
/// <remarks>
/// A person has one batch under way in a process: who asks meanwhile, by a second click or after a reload, gets its result.
/// The call goes on when the page is left, because it is paid for by then.
/// </remarks>
public sealed class HookWriter(
    BriefWriter briefs, BriefDrafts drafts, HookQuotes quotes, EarlierHooks earlier, AgentDependenciesFactory agents, MembershipGuard guard, IHostApplicationLifetime lifetime)
{
    private readonly ConcurrentDictionary<(Guid OrganizationId, Guid PersonId), Lazy<Task<HookBatchResult>>> underWay = new();

    /// <summary>What a batch costs. Choices that are not complete yet have no price.</summary>
    /// <param name="actor">Who would pay.</param>
    /// <param name="choices">Brand, product, audience, wish and the hooks so far.</param>
    /// <param name="count">1 to <see cref="HookBatchStep.MaxCount"/>.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public async Task<Quote?> QuoteAsync(Actor actor, BriefChoices choices, int count, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        return await WriteBriefAsync(actor, choices, cancellationToken) is BriefResult.Written written
            ? await quotes.QuoteAsync(actor, written.Brief, await KnownAsync(actor, choices, cancellationToken), count, cancellationToken)
            : null;
    }

    /// <summary>The batch that the person has under way; null when there is none.</summary>
    public Task<HookBatchResult>? UnderWay(Actor actor) =>
        underWay.TryGetValue((actor.OrganizationId, actor.PersonId), out var batch) ? batch.Value : null;

    /// <summary>Writes hooks and adds them to the person's draft. What a model refuses is a result, never an exception.</summary>
    /// <param name="actor">Who asks and pays.</param>
    /// <param name="choices">Brand, product, audience, wish and the hooks so far.</param>
    /// <param name="count">1 to <see cref="HookBatchStep.MaxCount"/>.</param>
    /// <param name="cancellationToken">Stops waiting; the call itself goes on, and its hooks are in the draft later.</param>
    public async Task<HookBatchResult> WriteAsync(Actor actor, BriefChoices choices, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, HookBatchStep.MaxCount);
        var role = await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        var key = (actor.OrganizationId, actor.PersonId);
        var batch = underWay.GetOrAdd(key, _ => new Lazy<Task<HookBatchResult>>(() => Task.Run(() => RunAsync(key, actor, role, choices, count), CancellationToken.None)));
        return await batch.Value.WaitAsync(cancellationToken);
    }

    private async Task<HookBatchResult> RunAsync((Guid, Guid) key, Actor actor, MembershipRole role, BriefChoices choices, int count)
    {
        try
        {
            return await WriteOnceAsync(actor, role, choices, count, lifetime.ApplicationStopping);
        }
        finally
        {
            underWay.TryRemove(key, out _);
        }
    }

    private async Task<HookBatchResult> WriteOnceAsync(Actor actor, MembershipRole role, BriefChoices choices, int count, CancellationToken cancellationToken)
    {
        var written = await WriteBriefAsync(actor, choices, cancellationToken);
        if (written is BriefResult.Invalid invalid)
        {
            return new HookBatchResult.Invalid(invalid.Problems);
        }

        var brief = ((BriefResult.Written)written).Brief;
        var known = await KnownAsync(actor, choices, cancellationToken);
        if (role < MembershipRole.Admin && (await quotes.QuoteAsync(actor, brief, known, count, cancellationToken)).AtMostUsd is null)
        {
            return new HookBatchResult.Stopped(new AdProblem(
                "no_price", AdStage.WritingHook, "The configured model has no price, so nobody can say what this would cost.", "An admin can order it all the same."));
        }

        var mixes = HookSpread.Of(count, brief.Seed, choices.Hooks.Count);
        await using var dependencies = await agents.CreateAsync(actor, actor.PersonId, actor.OrganizationId, new UsageSubject(choices.BrandId), cancellationToken);
        switch (await new AdCreatorAgent(dependencies).WriteHooksAsync(brief, mixes, known, cancellationToken))
        {
            case StepResult<IReadOnlyList<Hook>>.Done done:
                // Paid: what stops the process must not keep them from being stored.
                var draft = await drafts.AddHooksAsync(actor, done.Value, choices, CancellationToken.None);
                return new HookBatchResult.Written(draft, done.Value.Count);
            case StepResult<IReadOnlyList<Hook>>.Stopped stopped:
                return new HookBatchResult.Stopped(WithRemedy(stopped.Problem));
            default:
                return new HookBatchResult.Stopped(new AdProblem(
                    "cancelled", AdStage.WritingHook, "AdCreator is being restarted, so no hooks were written.", "Your choices are kept: try again in a minute."));
        }
    }

    /// <summary>What is said on an ad of an ordered set does not hold here: nothing is frozen yet.</summary>
    private static AdProblem WithRemedy(AdProblem problem) => problem.Kind switch
    {
        "blocked" => problem with { Remedy = "Say it in softer words: change audience, wishes or the product's benefits, then try again." },
        _ => problem,
    };

    /// <summary>Only what hooks are written from counts: the rest may still be incomplete.</summary>
    private Task<BriefResult> WriteBriefAsync(Actor actor, BriefChoices choices, CancellationToken cancellationToken) =>
        briefs.WriteAsync(actor, choices with { Hooks = [], Variations = 1, Placements = [], Mode = null, ReferenceBlobId = null }, SeedOf(choices), cancellationToken);

    private async Task<IReadOnlyList<string>> KnownAsync(Actor actor, BriefChoices choices, CancellationToken cancellationToken)
    {
        var before = choices.ProductId is { } product ? await earlier.ListAsync(actor, product, cancellationToken) : [];
        return [.. before.Take(HookBatchStep.MaxKnown / 2).Reverse(), .. choices.Hooks.Select(h => h.Hook.Text)];
    }

    /// <summary>From the random end of the product's id: products begin at different kinds, and one product goes on where it was.</summary>
    private static int SeedOf(BriefChoices choices) => choices.ProductId is { } id ? BitConverter.ToInt32(id.ToByteArray(), 12) & 0xFFFF : 0;
}
