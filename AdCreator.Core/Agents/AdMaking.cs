using System.Diagnostics;
using AdCreator.Core.Ads;
using AdCreator.Core.Ads.Pictures;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Files;
using AdCreator.Core.Gemini;
using AdCreator.Core.Imaging;

namespace AdCreator.Core.Agents;

/// <summary>The steps of one ad with their rows: each stage is written before its work starts, each result before the next stage.</summary>
/// <remarks>A step whose result stands in the row is passed over, so an ad goes on after a crash where it was.</remarks>
public sealed class AdMaking(
    AdRows rows, AdVersions versions, AdComposing composing, AdFileMaking files, BlobStore blobs, AdDispatch dispatch, TimeProvider time)
{
    /// <summary>How often an ad is put off because the provider is busy, before it fails.</summary>
    private const int MaxDeferrals = 3;

    /// <summary>Makes the ad, or writes into its row why not.</summary>
    internal async Task MakeAsync(AgentDependencies dependencies, AdRun run, AdJob job, RunCancellation cancellation, CancellationToken cancellationToken)
    {
        var work = new AdWork(dependencies, run, job, await ReadForModelAsync(run.OrganizationId, run.Brief.ProductPictureBlobId, cancellationToken), cancellation, rows, time);
        var ad = await rows.FindAdAsync(run.OrganizationId, job.AdId, cancellationToken);
        var made = await WriteHookAsync(work, ad!, cancellationToken)
            && await DrawAsync(work, cancellationToken)
            && await AddTextAsync(work, cancellationToken);
        if (made)
        {
            await FinishAsync(work, cancellationToken);
        }
    }

    /// <summary>Writes a fault of the program into the ad's row: nothing hangs in "drawing".</summary>
    internal Task FailAsync(AdRun run, AdJob job, Exception fault, CancellationToken cancellationToken) =>
        rows.AdvanceAsync(
            run.OrganizationId,
            job,
            ad => End(ad, new AdProblem(
                "fault",
                ad.Stage,
                $"Something went wrong in AdCreator itself ({fault.GetType().Name}).",
                $"Try again. If it happens again, give an admin this trace: {Activity.Current?.TraceId.ToString() ?? "none"}.")),
            cancellationToken);

    private async Task<bool> WriteHookAsync(AdWork work, Ad ad, CancellationToken cancellationToken)
    {
        if (ad.Hook is not null)
        {
            return true;
        }

        if (work.Run.Brief.HookOf(ad.Number) is { } chosen)
        {
            return await work.AdvanceAsync(row => row.Hook = chosen, cancellationToken) is not null;
        }

        if (await work.EnterAsync(AdStage.WritingHook, cancellationToken) is null)
        {
            return false;
        }

        var result = await work.Agent.WriteHookAsync(work.Run.Brief, work.Run.Reference, ad.Number, work.Cancellation.Calls);
        return await SettleAsync(work, result, (row, hook) => row.Hook = hook, cancellationToken);
    }

    private async Task<bool> DrawAsync(AdWork work, CancellationToken cancellationToken)
    {
        while (await work.EnterAsync(AdStage.Drawing, cancellationToken) is { } ad)
        {
            var shape = ad.Revision?.ShapesToDraw is [var next, ..] ? next : null;
            if (shape is null && SceneOf(ad) is not null)
            {
                return await HasDrawnAsync(work, ad.Revision, cancellationToken);
            }

            // Counted before the request leaves: an attempt that a crash interrupted has been paid for perhaps.
            if (ad.PicturesRequested > work.Run.Brief.RetryBudget)
            {
                if (await GiveUpAsync(work, shape, Interrupted, cancellationToken))
                {
                    continue;
                }

                return false;
            }

            var attempt = ad.PicturesRequested + 1;
            await work.AdvanceAsync(row => row.PicturesRequested = attempt, cancellationToken);
            var order = new PictureOrder(work.Run.Brief, ad.Hook!, work.Run.Reference, work.Product, ad.Number, ad.VersionNumber * 7 + attempt)
            {
                Wish = ad.Revision?.Wish,
                OwnShape = shape,
                Previous = shape is null && ad.Revision?.Wish is null ? null : await ReadForModelAsync(work.Run.OrganizationId, ad.SceneBlobId!.Value, cancellationToken),
            };
            var result = await work.Agent.DrawAsync(order, work.Cancellation.Calls);
            if (result is StepResult<GeneratedImage>.Stopped { MayRepeat: true } && attempt <= work.Run.Brief.RetryBudget)
            {
                continue;
            }

            var goesOn = await KeepSceneAsync(work, ad, shape, result, cancellationToken);
            if (shape is null || !goesOn)
            {
                return goesOn;
            }
        }

        return false;
    }

    /// <summary>False where shapes were ordered and none could be drawn: then the ad stays as it was, and says why.</summary>
    private async Task<bool> HasDrawnAsync(AdWork work, AdRevision? revision, CancellationToken cancellationToken)
    {
        if (revision?.Problem is { } problem && revision.ShapeScenes.All(s => s.Fidelity is not null))
        {
            await StopAsync(work, problem, cancellationToken);
            return false;
        }

        return true;
    }

    /// <summary>Ends the ad, or with a shape that alone: the others go on. True when there is more to do.</summary>
    private async Task<bool> GiveUpAsync(AdWork work, string? shape, AdProblem problem, CancellationToken cancellationToken)
    {
        if (shape is null)
        {
            await StopAsync(work, problem, cancellationToken);
            return false;
        }

        return await work.AdvanceAsync(row => (row.Revision, row.PicturesRequested) = (row.Revision!.WithoutShape(problem), 0), cancellationToken) is not null;
    }

    private async Task<bool> KeepSceneAsync(AdWork work, Ad ad, string? shape, StepResult<GeneratedImage> result, CancellationToken cancellationToken)
    {
        if (result is not StepResult<GeneratedImage>.Done { Value: var image })
        {
            return shape is not null && result is StepResult<GeneratedImage>.Stopped { Problem: var why } && (why.RetryAt is null || ad.Deferrals >= MaxDeferrals)
                ? await GiveUpAsync(work, shape, why, cancellationToken)
                : await SettleAsync(work, result, (_, _) => { }, cancellationToken);
        }

        if (await PictureDecoder.ReadPaidAsync(image.Bytes, cancellationToken) is not PictureCheck.Accepted { Picture: var picture })
        {
            return await GiveUpAsync(
                work, shape, new AdProblem("unreadable", AdStage.Drawing, "The model's picture could not be read.", "Try again: another attempt usually works."), cancellationToken);
        }

        var blob = await blobs.WriteAsync(work.Run.OrganizationId, picture, cancellationToken);
        return await work.AdvanceAsync(row => KeepScene(row, shape, blob.Id), cancellationToken) is not null;
    }

    /// <summary>The picture that the version in the making is composed from; null until it is drawn.</summary>
    private static Guid? SceneOf(Ad ad) => ad.Revision is null ? ad.SceneBlobId : ad.Revision.SceneBlobId;

    private static void KeepScene(Ad ad, string? shape, Guid blobId)
    {
        if (ad.Revision is null)
        {
            ad.SceneBlobId = blobId;
            return;
        }

        if (shape is null)
        {
            ad.Revision = ad.Revision with { SceneBlobId = blobId };
            return;
        }

        (ad.Revision, ad.PicturesRequested) = (ad.Revision.WithShape(blobId), 0);
    }

    private async Task<bool> AddTextAsync(AdWork work, CancellationToken cancellationToken)
    {
        var ad = await work.EnterAsync(AdStage.AddingText, cancellationToken);
        if (ad is null || ad is { Revision: null, FinalBlobId: not null })
        {
            return ad is not null;
        }

        if (ad.Revision is { Cause: VersionCause.ShapesDrawn } shapes)
        {
            return await AddShapesAsync(work, shapes, cancellationToken);
        }

        var scene = SceneOf(ad)!.Value;
        var design = ad.Revision is null ? ad.Design : ad.Revision.Design;
        var composed = await composing.ComposeAsync(work.Run, ad, design, scene, cancellationToken);
        if (composed is not ComposedDesign.Composed { Picture: var picture, Checks: var checks })
        {
            var refused = (ComposedDesign.Refused)composed;
            await StopAsync(work, new AdProblem("text", AdStage.AddingText, refused.Reason, refused.Remedy), cancellationToken);
            return false;
        }

        var blob = await blobs.WriteAsync(work.Run.OrganizationId, picture, cancellationToken);
        var made = new ComposedVersion(scene, blob.Id, checks);
        return await work.AdvanceAsync((context, row) => versions.AddAsync(context, row, work.Run.PersonId, made, cancellationToken), cancellationToken) is not null;
    }

    /// <summary>The ad itself stays as it is; what was drawn for its other shapes is measured and belongs to it from now on.</summary>
    private async Task<bool> AddShapesAsync(AdWork work, AdRevision shapes, CancellationToken cancellationToken)
    {
        var measured = await composing.MeasureAsync(work.Run, shapes.ShapeScenes, cancellationToken);
        work.LeftOut = shapes.Problem;
        return await work.AdvanceAsync(
            (context, row) =>
            {
                row.Revision = row.Revision! with { ShapeScenes = measured };
                var made = new ComposedVersion(row.SceneBlobId!.Value, row.FinalBlobId!.Value, row.Checks);
                return versions.AddAsync(context, row, work.Run.PersonId, made, cancellationToken);
            },
            cancellationToken) is not null;
    }

    /// <summary>Renders the placements while the reviewer looks at the ad: both need the finished ad, neither the other.</summary>
    private async Task FinishAsync(AdWork work, CancellationToken cancellationToken)
    {
        var ad = await work.EnterAsync(AdStage.Checking, cancellationToken);
        if (ad is null)
        {
            return;
        }

        var rendering = files.MakeAsync(work.Run, ad, cancellationToken);
        var goesOn = !ad.ReviewWanted || ad.Review is not null || await ReviewAsync(work, cancellationToken);
        if (goesOn && !rendering.IsCompleted)
        {
            await work.AdvanceAsync(row => row.Stage = AdStage.Checking, cancellationToken);
        }

        await rendering;
        if (goesOn)
        {
            await work.AdvanceAsync(
                row =>
                {
                    row.Stage = AdStage.Done;
                    row.Problem = work.LeftOut;
                    row.FinishedAt = time.GetUtcNow();
                },
                cancellationToken);
        }
    }

    /// <summary>False when the ad has ended instead, or waits.</summary>
    private async Task<bool> ReviewAsync(AdWork work, CancellationToken cancellationToken)
    {
        var ad = await work.EnterAsync(AdStage.Reviewing, cancellationToken);
        if (ad is null)
        {
            return false;
        }

        var final = await ReadAsync(work.Run.OrganizationId, ad.FinalBlobId!.Value, cancellationToken);
        var order = new ReviewOrder(work.Run.Brief, ad.Design?.Headline ?? ad.Hook!.Text, ad.Design?.Offer ?? work.Run.Brief.Offer, work.Product, ForModel(final))
        {
            Crop = ad.Checks?.Checks.FirstOrDefault(c => c.Check == "product")?.Place is { } place ? CropOf(final, place) : null,
            Measured = ad.Checks?.AsData() ?? "",
        };
        var result = await work.Agent.ReviewAsync(order, work.Cancellation.Calls);

        // A review that failed leaves a finished ad without a verdict: never a pass, and never a lost picture.
        var review = result switch
        {
            StepResult<Review>.Done done => done.Value,
            StepResult<Review>.Stopped stopped => ReviewStep.Failed(stopped.Problem.Explanation),
            _ => null,
        };
        if (review is null)
        {
            return await SettleAsync(work, result, (_, _) => { }, cancellationToken);
        }

        return await work.AdvanceAsync((context, row) => AdVersions.KeepReviewAsync(context, row, review, cancellationToken), cancellationToken) is not null;
    }

    private async Task<bool> SettleAsync<T>(AdWork work, StepResult<T> result, Action<Ad, T> keep, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case StepResult<T>.Done done:
                return await work.AdvanceAsync(row => keep(row, done.Value), cancellationToken) is not null;
            case StepResult<T>.Stopped { Problem.RetryAt: not null } busy:
                await PutOffAsync(work, busy.Problem, cancellationToken);
                return false;
            case StepResult<T>.Stopped stopped:
                await StopAsync(work, stopped.Problem, cancellationToken);
                return false;
            default:
                cancellationToken.ThrowIfCancellationRequested();
                if (!await work.Cancellation.IsRequestedAsync(cancellationToken))
                {
                    throw new OperationCanceledException("A model call was cancelled, and not by the person who ordered or by the stop of the process.");
                }

                await work.EndCancelledAsync(cancellationToken);
                return false;
        }
    }

    /// <summary>The provider is busy: the ad waits in the queue under a new attempt, and after some rounds fails.</summary>
    private async Task PutOffAsync(AdWork work, AdProblem problem, CancellationToken cancellationToken)
    {
        var ad = await work.AdvanceAsync(
            row =>
            {
                row.Problem = problem;
                if (++row.Deferrals > MaxDeferrals)
                {
                    End(row, problem);
                    return;
                }

                var seconds = Math.Ceiling((problem.RetryAt!.Value - time.GetUtcNow()).TotalSeconds);
                row.Problem = problem with { Remedy = $"Goes on by itself in about {Math.Max(1, seconds):0} s." };
                row.Stage = AdStage.Queued;
                row.Attempt++;
                row.PicturesRequested = Math.Max(0, row.PicturesRequested - 1);
            },
            cancellationToken);
        if (ad is not { Stage: AdStage.Queued })
        {
            return;
        }

        // Read after the row was written: who cancels later finds the ad in the queue and ends it there.
        if (await work.Cancellation.IsRequestedAsync(cancellationToken))
        {
            await rows.ChangeAsync(ad.OrganizationId, ad.Id, a => a.Stage == AdStage.Queued, a => a.EndCancelled(time.GetUtcNow()), cancellationToken);
            return;
        }

        await dispatch.DispatchAsync(work.Dependencies.Actor, ad, cancellationToken);
    }

    private Task<Ad?> StopAsync(AdWork work, AdProblem problem, CancellationToken cancellationToken) =>
        work.AdvanceAsync(row => End(row, problem), cancellationToken);

    private void End(Ad ad, AdProblem problem) => ad.EndFailed(problem, time.GetUtcNow());

    private async Task<PromptPicture> ReadForModelAsync(Guid organizationId, Guid blobId, CancellationToken cancellationToken) =>
        ForModel(await ReadAsync(organizationId, blobId, cancellationToken));

    private async Task<ReadOnlyMemory<byte>> ReadAsync(Guid organizationId, Guid blobId, CancellationToken cancellationToken) =>
        (await blobs.ReadAsync(organizationId, blobId, cancellationToken))?.Bytes
            ?? throw new InvalidOperationException($"The picture {blobId} is missing from the blob store.");

    private static PromptPicture ForModel(ReadOnlyMemory<byte> bytes)
    {
        var picture = PictureScaler.ForModel(bytes);
        return new PromptPicture(picture.Bytes, picture.MediaType);
    }

    private static PromptPicture CropOf(ReadOnlyMemory<byte> bytes, RelativeBox place)
    {
        var picture = PictureScaler.CropForModel(bytes, place);
        return new PromptPicture(picture.Bytes, picture.MediaType);
    }

    private static readonly AdProblem Interrupted = new(
        "interrupted",
        AdStage.Drawing,
        "The picture was interrupted before an answer came, and the pictures paid for in advance are used up. What was asked may have been billed: it stays visible as unsettled.",
        "Try again: that is a new picture, at the price on the button.");
}
