using System.Diagnostics;
using AdCreator.Core.Ads;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Files;
using AdCreator.Core.Gemini;
using AdCreator.Core.Imaging;

namespace AdCreator.Core.Agents;

/// <summary>The steps of one ad with their rows: each stage is written before its work starts, each result before the next stage.</summary>
/// <remarks>A step whose result stands in the row is passed over, so an ad goes on after a crash where it was.</remarks>
public sealed class AdMaking(AdRows rows, BlobStore blobs, AdDispatch dispatch, TimeProvider time)
{
    /// <summary>How often an ad is put off because the provider is busy, before it fails.</summary>
    private const int MaxDeferrals = 3;

    /// <summary>Decoding and composing take memory: two at once keep a run of twelve within bounds.</summary>
    private static readonly SemaphoreSlim Compositions = new(2, 2);

    /// <summary>Makes the ad, or writes into its row why not.</summary>
    internal async Task MakeAsync(AgentDependencies dependencies, AdRun run, AdJob job, RunCancellation cancellation, CancellationToken cancellationToken)
    {
        var work = new AdWork(dependencies, run, job, await ReadProductAsync(run, cancellationToken), cancellation, rows, time);
        var ad = await rows.FindAdAsync(run.OrganizationId, job.AdId, cancellationToken);
        var made = await WriteHookAsync(work, ad!, cancellationToken)
            && await DrawAsync(work, cancellationToken)
            && await AddTextAsync(work, cancellationToken);
        if (made)
        {
            await ReviewAsync(work, cancellationToken);
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

        if (await work.EnterAsync(AdStage.WritingHook, cancellationToken) is null)
        {
            return false;
        }

        var result = await work.Agent.WriteHookAsync(work.Run.Brief, work.Run.Reference, ad.Number, work.Cancellation.Calls);
        return await SettleAsync(work, result, (row, hook) => row.Hook = hook, cancellationToken);
    }

    private async Task<bool> DrawAsync(AdWork work, CancellationToken cancellationToken)
    {
        while (true)
        {
            var ad = await work.EnterAsync(AdStage.Drawing, cancellationToken);
            if (ad is null || ad.SceneBlobId is not null)
            {
                return ad is not null;
            }

            // Counted before the request leaves: an attempt that a crash interrupted has been paid for perhaps.
            if (ad.PicturesRequested > work.Run.Brief.RetryBudget)
            {
                await StopAsync(work, Interrupted, cancellationToken);
                return false;
            }

            var attempt = ad.PicturesRequested + 1;
            await work.AdvanceAsync(row => row.PicturesRequested = attempt, cancellationToken);
            var result = await work.Agent.DrawAsync(work.Run.Brief, ad.Hook!, work.Run.Reference, work.Product, ad.Number, attempt, work.Cancellation.Calls);
            if (result is StepResult<GeneratedImage>.Stopped { MayRepeat: true } && attempt <= work.Run.Brief.RetryBudget)
            {
                continue;
            }

            return await KeepSceneAsync(work, result, cancellationToken);
        }
    }

    private async Task<bool> KeepSceneAsync(AdWork work, StepResult<GeneratedImage> result, CancellationToken cancellationToken)
    {
        if (result is not StepResult<GeneratedImage>.Done { Value: var image })
        {
            return await SettleAsync(work, result, (_, _) => { }, cancellationToken);
        }

        if (await PictureDecoder.ReadPaidAsync(image.Bytes, cancellationToken) is not PictureCheck.Accepted { Picture: var picture })
        {
            await StopAsync(work, new AdProblem("unreadable", AdStage.Drawing, "The model's picture could not be read.", "Try again: another attempt usually works."), cancellationToken);
            return false;
        }

        var blob = await blobs.WriteAsync(work.Run.OrganizationId, picture, cancellationToken);
        return await work.AdvanceAsync(row => row.SceneBlobId = blob.Id, cancellationToken) is not null;
    }

    private async Task<bool> AddTextAsync(AdWork work, CancellationToken cancellationToken)
    {
        var ad = await work.EnterAsync(AdStage.AddingText, cancellationToken);
        if (ad is null || ad.FinalBlobId is not null)
        {
            return ad is not null;
        }

        var scene = await blobs.ReadAsync(work.Run.OrganizationId, ad.SceneBlobId!.Value, cancellationToken)
            ?? throw new InvalidOperationException("The ad's scene is missing from the blob store.");
        var composed = await ComposeAsync(work.Run.Brief, ad, scene.Bytes, cancellationToken);
        if (composed is not ComposedAd.Composed { Picture: var picture })
        {
            var refused = (ComposedAd.Refused)composed;
            await StopAsync(work, new AdProblem("text", AdStage.AddingText, refused.Reason, refused.Remedy), cancellationToken);
            return false;
        }

        var blob = await blobs.WriteAsync(work.Run.OrganizationId, picture, cancellationToken);
        return await work.AdvanceAsync(row => row.FinalBlobId = blob.Id, cancellationToken) is not null;
    }

    private static async Task<ComposedAd> ComposeAsync(Brief brief, Ad ad, ReadOnlyMemory<byte> scene, CancellationToken cancellationToken)
    {
        var format = AdFormat.Find(brief.AspectRatio)!;
        await Compositions.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(
                () => AdComposer.Compose(new AdComposition
                {
                    Scene = scene,
                    Width = format.Width,
                    Height = format.Height,
                    Hook = ad.Hook!.Text,
                    Offer = brief.Offer,
                    BrandName = brief.BrandName,
                    BrandColor = brief.BrandColor,
                }),
                cancellationToken);
        }
        finally
        {
            Compositions.Release();
        }
    }

    private async Task ReviewAsync(AdWork work, CancellationToken cancellationToken)
    {
        var ad = await work.EnterAsync(AdStage.Reviewing, cancellationToken);
        if (ad is null)
        {
            return;
        }

        var final = await blobs.ReadAsync(work.Run.OrganizationId, ad.FinalBlobId!.Value, cancellationToken)
            ?? throw new InvalidOperationException("The finished ad is missing from the blob store.");
        var picture = PictureScaler.ForModel(final.Bytes);
        var result = await work.Agent.ReviewAsync(
            work.Run.Brief, ad.Hook!, work.Product, new PromptPicture(picture.Bytes, picture.MediaType), work.Cancellation.Calls);

        // A review that failed leaves a finished ad without a verdict: never a pass, and never a lost picture.
        var review = result switch
        {
            StepResult<Review>.Done done => done.Value,
            StepResult<Review>.Stopped stopped => ReviewStep.Failed(stopped.Problem.Explanation),
            _ => null,
        };
        if (review is null)
        {
            await SettleAsync(work, result, (_, _) => { }, cancellationToken);
            return;
        }

        await work.AdvanceAsync(
            row =>
            {
                row.Review = review;
                row.Stage = AdStage.Done;
                row.Problem = null;
                row.FinishedAt = time.GetUtcNow();
            },
            cancellationToken);
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

    private void End(Ad ad, AdProblem problem)
    {
        ad.Problem = problem;
        ad.Stage = AdStage.Failed;
        ad.FinishedAt = time.GetUtcNow();
    }

    private async Task<PromptPicture> ReadProductAsync(AdRun run, CancellationToken cancellationToken)
    {
        var blob = await blobs.ReadAsync(run.OrganizationId, run.Brief.ProductPictureBlobId, cancellationToken)
            ?? throw new InvalidOperationException("The product's picture is missing from the blob store.");
        var picture = PictureScaler.ForModel(blob.Bytes);
        return new PromptPicture(picture.Bytes, picture.MediaType);
    }

    private static readonly AdProblem Interrupted = new(
        "interrupted",
        AdStage.Drawing,
        "The picture was interrupted before an answer came, and the pictures paid for in advance are used up. What was asked may have been billed: it stays visible as unsettled.",
        "Try again: that is a new picture, at the price on the button.");
}
