using AdCreator.Core.Ads;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Jobs;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;

namespace AdCreator.Core.Agents;

/// <summary>Makes one ad, from wherever its row says it stands.</summary>
public sealed class AdJobHandler(AdRows rows, ProgressHub progress, AgentDependenciesFactory agents, AdMaking making, TimeProvider time) : IJobHandler<AdJob>
{
    /// <inheritdoc />
    public async Task HandleAsync(Actor actor, AdJob payload, CancellationToken cancellationToken)
    {
        var ad = await rows.FindAdAsync(actor.OrganizationId, payload.AdId, cancellationToken);
        var run = ad is null ? null : await rows.FindRunAsync(actor.OrganizationId, ad.RunId, cancellationToken);
        if (ad is null || run is null || ad.Attempt != payload.Attempt || !ad.Stage.IsActive())
        {
            return;
        }

        using var span = AdsTelemetry.StartAd(ad);
        using var cancellation = await RunCancellation.WatchAsync(rows, progress, run, time, cancellationToken);
        var subject = new UsageSubject(run.BrandId, run.Id, ad.Id);
        await using var dependencies = await agents.CreateAsync(actor, actor.PersonId, actor.OrganizationId, subject, cancellationToken);
        try
        {
            await making.MakeAsync(dependencies, run, payload, cancellation, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process stops: the ad goes on from its row after the next start.
        }
        catch (Exception fault)
        {
            // Also a cancellation that nobody here asked for: a time limit inside a library.
            await making.FailAsync(run, payload, fault, cancellationToken);
            throw;
        }
    }

    /// <inheritdoc />
    public Task RefuseAsync(Actor actor, AdJob payload, CancellationToken cancellationToken) =>
        rows.AdvanceAsync(
            actor.OrganizationId,
            payload,
            ad => ad.EndFailed(
                new AdProblem("no_membership", ad.Stage, "The person who ordered this ad is no longer a member of the organization.", "Order it again as a member."),
                time.GetUtcNow()),
            cancellationToken);
}
