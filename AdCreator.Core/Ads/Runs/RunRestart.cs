using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Organizations;

namespace AdCreator.Core.Ads.Runs;

/// <summary>Says whether ads of a run may be made again, and lifts the cancel that stands in the way.</summary>
public sealed class RunRestart(RunQuotes quotes, AdRows rows)
{
    internal const string NoPrice = "The configured model has no price, so nobody can say what this would cost.";

    /// <summary>Why no ad of the run can be worked on now; null when one can.</summary>
    /// <param name="isPaid">Whether a model is asked: what cannot be priced is an admin's to order.</param>
    internal async Task<Obstacle?> FindObstacleAsync(AdRun run, MembershipRole role, bool isPaid, CancellationToken cancellationToken)
    {
        if (isPaid && IsPriceMissing(await quotes.AtMostOfOneAdAsync(run.OrganizationId, run.Brief, cancellationToken), role))
        {
            return new Obstacle(NoPrice, "An admin can order it all the same.");
        }

        // Lifting the cancel would let the ads that are still ending go on, and be billed.
        var ads = run.CancelRequestedAt is null ? [] : await rows.ListAdsAsync(run.OrganizationId, run.Id, cancellationToken);
        return ads.Any(a => a.Stage.IsActive())
            ? new Obstacle("The set was cancelled, and some of its ads are still ending.", "Try again when they have ended.")
            : null;
    }

    /// <summary>Lifts only the cancel that was looked at: a later one holds for this ad too.</summary>
    internal Task LiftCancelAsync(AdRun run, CancellationToken cancellationToken) => run.CancelRequestedAt is null
        ? Task.CompletedTask
        : rows.ChangeRunAsync(
            run.OrganizationId,
            run.Id,
            r => r.CancelRequestedAt = r.CancelRequestedAt == run.CancelRequestedAt ? null : r.CancelRequestedAt,
            cancellationToken);

    /// <summary>What cannot be priced is an admin's to order.</summary>
    internal static bool IsPriceMissing(decimal? atMostUsd, MembershipRole role) => atMostUsd is null && role < MembershipRole.Admin;
}

/// <param name="Cause">What is in the way, for people.</param>
/// <param name="Remedy">What can be done.</param>
internal sealed record Obstacle(string Cause, string Remedy);
