using System.Diagnostics;
using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Gemini;

/// <summary>Makes one attempt: reserve, call, record. Whatever happens in between, a reservation is settled.</summary>
public sealed partial class GeminiMeter(
    IGeminiClient client,
    GeminiCosts costs,
    UsageReservations reservations,
    IOptions<GeminiOptions> options,
    TimeProvider time,
    ILogger<GeminiMeter> logger)
{
    /// <summary>How long after the call's own time limit a reservation still counts as under way.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    internal async Task<AttemptEnd> AttemptAsync(TrackingContext context, GeminiCall call, int attempt, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new AttemptEnd.Cancelled();
        }

        using var span = GeminiTelemetry.Start(call, attempt);
        var timeout = call.IsImage ? options.Value.ImageTimeout : options.Value.TextTimeout;
        if (await PrepareAsync(context, cancellationToken) is { } unprepared)
        {
            return unprepared;
        }

        var opened = Open(context, call, attempt, timeout);
        return await ReserveAsync(context, opened, cancellationToken)
            ?? await CallAsync(context, call, opened, timeout, span, cancellationToken);
    }

    /// <summary>Makes the organization's prices known; what comes back, if anything, is why the request must not leave.</summary>
    private async Task<AttemptEnd?> PrepareAsync(TrackingContext context, CancellationToken cancellationToken)
    {
        try
        {
            await costs.PrepareAsync(context.OrganizationId, cancellationToken);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new AttemptEnd.Cancelled();
        }
        catch (Exception e)
        {
            LogNotPriced(e, context.OrganizationId);
            return new AttemptEnd.NotReserved("Nothing was sent and nothing was billed: the prices could not be read. The log says why.");
        }
    }

    /// <summary>Reserves; what comes back, if anything, is why the request must not leave.</summary>
    private async Task<AttemptEnd?> ReserveAsync(TrackingContext context, MeteredAttempt opened, CancellationToken cancellationToken)
    {
        Task<ReservationResult>? reserving = null;
        try
        {
            // Only the waiting is cancelled, never the write: half a write would leave a promise that nobody settles.
            reserving = reservations.ReserveAsync(opened.Reservation);
            return await reserving.WaitAsync(cancellationToken) switch
            {
                ReservationResult.Refused refused => new AttemptEnd.OverBudget(refused.Limit),
                ReservationResult.Unavailable unavailable => NotReserved(context, opened, unavailable),
                _ => null,
            };
        }
        catch (OperationCanceledException) when (reserving is not null && cancellationToken.IsCancellationRequested)
        {
            _ = SettleUnsentAsync(context, opened, reserving);
            return new AttemptEnd.Cancelled();
        }
        catch (Exception e)
        {
            LogNotReserved(e, opened.Reservation.Id);
            return new AttemptEnd.NotReserved("The call could not be metered, so nothing was sent and nothing was billed. The log says why.");
        }
    }

    /// <summary>What may be reserved all the same must not wait for its expiry to count as spent: it never left.</summary>
    private static AttemptEnd.NotReserved NotReserved(TrackingContext context, MeteredAttempt opened, ReservationResult.Unavailable unavailable)
    {
        if (unavailable.MayBeReserved)
        {
            context.Tracker.Track(opened.Unsent(UsageOutcome.Failed));
        }

        return new AttemptEnd.NotReserved(unavailable.Reason);
    }

    private MeteredAttempt Open(TrackingContext context, GeminiCall call, int attempt, TimeSpan timeout)
    {
        var now = time.GetUtcNow();
        var at = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var bound = costs.Bound(context.OrganizationId, call.Request.Model, GeminiCallSize.Of(call.Request), at);
        var reservation = new UsageReservation
        {
            Id = NewId.At(at),
            UserId = context.UserId,
            OrganizationId = context.OrganizationId,
            Provider = options.Value.IsDemo ? "demo" : "google",
            Model = call.Request.Model,
            ToolName = "gemini_service",
            Operation = call.Operation,
            UnitType = call.IsImage ? "image_generation" : "tokens",
            CostUsdMax = bound.AtMostUsd,
            PriceVersionId = bound.Price?.Id,
            Attempt = attempt,
            BrandId = context.Subject.BrandId,
            RunId = context.Subject.RunId,
            AdId = context.Subject.AdId,
            TraceId = Activity.Current?.TraceId.ToHexString(),
            IsDemo = options.Value.IsDemo,
            CreatedAt = at,
            ExpiresAt = at + timeout + Grace,
        };
        return new MeteredAttempt(call.Request, bound, reservation);
    }

    private async Task<AttemptEnd> CallAsync(
        TrackingContext context, GeminiCall call, MeteredAttempt opened, TimeSpan timeout, Activity? span, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();

        // What is recorded if none of the endings below is reached: sent, and nothing known of it.
        var record = opened.Unanswered(UsageOutcome.Failed, "crashed");
        try
        {
            if (cancellationToken.IsCancellationRequested)
            {
                record = opened.Unsent(UsageOutcome.Cancelled);
                return new AttemptEnd.Cancelled();
            }

            using var deadline = new CancellationTokenSource(timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
            try
            {
                var reply = await client.GenerateAsync(call.Request with { PictureTokens = (int)opened.Bound.Usage.ImageOutputTokens }, either.Token);
                var verdict = ReplyVerdict.Of(reply, call.Request);
                record = Priced(context, opened, reply, verdict);
                return new AttemptEnd.Replied(reply, verdict, record.Model, record.Id);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                record = opened.Unanswered(UsageOutcome.Cancelled, "cancelled");
                return new AttemptEnd.Cancelled();
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested)
            {
                record = opened.Unanswered(UsageOutcome.TimedOut, "timed_out");
                return new AttemptEnd.TimedOut(timeout);
            }
            catch (GeminiFaultException e)
            {
                record = opened.Faulted(e.Fault);
                return e.Fault.Kind is GeminiFaultKind.TimedOut ? new AttemptEnd.TimedOut(timeout) : new AttemptEnd.Faulted(e.Fault);
            }
        }
        finally
        {
            record = record with { DurationMs = DurationSince(started) };
            context.Tracker.Track(record);
            GeminiTelemetry.End(span, record);
        }
    }

    private UsageRecord Priced(TrackingContext context, MeteredAttempt opened, GeminiReply reply, ReplyVerdict verdict)
    {
        var answered = reply.ModelVersion ?? opened.Request.Model;
        var price = answered == opened.Request.Model
            ? opened.Bound.Price
            : costs.PriceOf(context.OrganizationId, answered, opened.Reservation.CreatedAt);
        var record = opened.Answered(reply, verdict, price);
        if (record.CostUsd > record.CostUsdMax)
        {
            LogOverrun(record.Id, record.Model, record.ModelRequested, record.CostUsd.Value, record.CostUsdMax.Value);
        }

        return record;
    }

    /// <summary>Settles a reservation whose caller went away before it was durable: nothing was sent, so nothing was billed.</summary>
    private async Task SettleUnsentAsync(TrackingContext context, MeteredAttempt opened, Task<ReservationResult> reserving)
    {
        try
        {
            if (await reserving is ReservationResult.Reserved)
            {
                context.Tracker.Track(opened.Unsent(UsageOutcome.Cancelled));
            }
        }
        catch (Exception e)
        {
            LogUnsettled(e, opened.Reservation.Id);
        }
    }

    private int DurationSince(long started) => (int)Math.Clamp(time.GetElapsedTime(started).TotalMilliseconds, 0, 3_600_000);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {UsageId} was answered by {Model} instead of {Requested} and cost {CostUsd} instead of at most {CostUsdMax} dollars")]
    private partial void LogOverrun(Guid usageId, string model, string requested, decimal costUsd, decimal costUsdMax);

    [LoggerMessage(Level = LogLevel.Error, Message = "A call of organization {OrganizationId} was not sent because its prices could not be read")]
    private partial void LogNotPriced(Exception exception, Guid organizationId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Call {UsageId} was not sent because reserving it failed")]
    private partial void LogNotReserved(Exception exception, Guid usageId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reservation {UsageId} of a cancelled call was left to expire")]
    private partial void LogUnsettled(Exception exception, Guid usageId);
}
