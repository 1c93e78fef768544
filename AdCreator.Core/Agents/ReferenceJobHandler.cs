using AdCreator.Core.Ads;
using AdCreator.Core.Ads.References;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Files;
using AdCreator.Core.Gemini;
using AdCreator.Core.Imaging;
using AdCreator.Core.Jobs;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;

namespace AdCreator.Core.Agents;

/// <summary>Understands a run's reference ad once, then hands out the ads. When that fails, the ads are made without it.</summary>
public sealed class ReferenceJobHandler(AdRows rows, BlobStore blobs, AdDispatch dispatch, ProgressHub progress, AgentDependenciesFactory agents, TimeProvider time)
    : IJobHandler<ReferenceJob>
{
    /// <inheritdoc />
    public async Task HandleAsync(Actor actor, ReferenceJob payload, CancellationToken cancellationToken)
    {
        var run = await rows.FindRunAsync(actor.OrganizationId, payload.RunId, cancellationToken);
        if (run is null)
        {
            return;
        }

        if (run is { Brief.ReferenceBlobId: { } reference, Reference: null, ReferenceProblem: null, CancelRequestedAt: null })
        {
            await UnderstandAsync(actor, run, reference, cancellationToken);
        }

        await dispatch.DispatchAsync(actor.OrganizationId, run.Id, cancellationToken);
    }

    /// <inheritdoc />
    public async Task RefuseAsync(Actor actor, ReferenceJob payload, CancellationToken cancellationToken)
    {
        // Said in the row, or the run would call for this job again; the ads then end for the same reason.
        await rows.ChangeRunAsync(
            actor.OrganizationId,
            payload.RunId,
            run => run.ReferenceProblem ??= new AdProblem(
                "no_membership",
                AdStage.UnderstandingReference,
                "The person who ordered this run is no longer a member of the organization.",
                "Order it again as a member."),
            cancellationToken);
        await dispatch.DispatchAsync(actor.OrganizationId, payload.RunId, cancellationToken);
    }

    private async Task UnderstandAsync(Actor actor, AdRun run, Guid reference, CancellationToken cancellationToken)
    {
        foreach (var ad in await rows.ListAdsAsync(run.OrganizationId, run.Id, cancellationToken))
        {
            await rows.ChangeAsync(run.OrganizationId, ad.Id, a => a.Stage == AdStage.Queued, a => a.Stage = AdStage.UnderstandingReference, cancellationToken);
        }

        using var span = AdsTelemetry.StartReference(run.Id);
        using var cancellation = await RunCancellation.WatchAsync(rows, progress, run, time, cancellationToken);
        var subject = new UsageSubject(run.BrandId, run.Id);
        await using var dependencies = await agents.CreateAsync(actor, actor.PersonId, actor.OrganizationId, subject, cancellationToken);
        var blob = await blobs.ReadAsync(run.OrganizationId, reference, cancellationToken);
        dependencies.Gemini.Retries = cancellation;
        var result = blob is null ? Missing
            : await cancellation.IsRequestedAsync(cancellationToken) ? new StepResult<ReferenceFindings>.Cancelled()
            : await AskAsync(dependencies, blob, run, cancellation.Calls);
        cancellationToken.ThrowIfCancellationRequested();
        await rows.ChangeRunAsync(
            run.OrganizationId,
            run.Id,
            row =>
            {
                row.Reference = (result as StepResult<ReferenceFindings>.Done)?.Value;
                row.ReferenceProblem = result switch
                {
                    StepResult<ReferenceFindings>.Stopped stopped => stopped.Problem,
                    StepResult<ReferenceFindings>.Cancelled => new AdProblem("cancelled", AdStage.UnderstandingReference, "Cancelled.", "Order the run again."),
                    _ => null,
                };
            },
            cancellationToken);
    }

    private static Task<StepResult<ReferenceFindings>> AskAsync(AgentDependencies dependencies, BlobContent blob, AdRun run, CancellationToken cancellationToken)
    {
        var picture = PictureScaler.ForModel(blob.Bytes);
        return new AdCreatorAgent(dependencies).UnderstandReferenceAsync(new PromptPicture(picture.Bytes, picture.MediaType), run.Brief.Seed, cancellationToken);
    }

    private static readonly StepResult<ReferenceFindings> Missing = new StepResult<ReferenceFindings>.Stopped(
        new AdProblem("missing", AdStage.UnderstandingReference, "The reference ad's file is gone.", "The ads are made without it."), MayRepeat: false);
}
