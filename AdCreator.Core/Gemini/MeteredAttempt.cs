using System.Globalization;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Reratings;

namespace AdCreator.Core.Gemini;

/// <summary>An attempt under way, and the row it becomes for each way to end.</summary>
internal sealed record MeteredAttempt(GeminiRequest Request, GeminiBound Bound, UsageReservation Reservation)
{
    /// <summary>A reply came: its counts at the answering model's price.</summary>
    public UsageRecord Answered(GeminiReply reply, ReplyVerdict verdict, PriceVersion? price)
    {
        var (usage, known) = ReplyBilling.Of(reply, Bound);
        var bill = price is null ? null : CostCalculator.Calculate(price, usage);
        var output = usage.CandidateTokens + usage.ThoughtTokens;
        var input = usage.PromptTokens + usage.ToolUsePromptTokens;
        return Row(verdict.Outcome, bill is null ? CostState.Unpriced : known, Facts(reply, verdict, known)) with
        {
            Model = reply.ModelVersion ?? price?.Model ?? Request.Model,
            InputTokens = input,
            OutputTokens = output,
            TotalTokens = input + output,
            ThoughtTokens = usage.ThoughtTokens,
            CachedTokens = usage.CachedTokens,
            ImageInputTokens = usage.ImageInputTokens,
            ImageOutputTokens = usage.ImageOutputTokens,
            Units = Request.Image is null ? input + output : usage.Images,
            CostUsd = bill?.TotalUsd,
            PriceVersionId = bill is null ? null : price?.Id,
            LineItems = bill?.LineItems ?? [],
            Billed = usage,
        };
    }

    /// <summary>It left, and what became of it is not known: between nothing and the reserved amount.</summary>
    public UsageRecord Unanswered(UsageOutcome outcome, string reason) =>
        Row(outcome, CostState.Unknown, Facts("fault", reason));

    /// <summary>It never left.</summary>
    public UsageRecord Unsent(UsageOutcome outcome) => Free(outcome, Facts("fault", "not_sent"));

    /// <summary>The provider or the way to it failed. A refusal is not billed; a lost, cut or unreadable answer may be.</summary>
    public UsageRecord Faulted(GeminiFault fault)
    {
        var facts = Facts("fault", Data.SnakeCase.Of(fault.Kind));
        AddIf(facts, "http_status", fault.StatusCode?.ToString(CultureInfo.InvariantCulture));
        AddIf(facts, "provider_code", fault.Code);
        return fault.Kind switch
        {
            GeminiFaultKind.Refused or GeminiFaultKind.Overloaded or GeminiFaultKind.QuotaExhausted => Free(UsageOutcome.RefusedByProvider, facts),
            GeminiFaultKind.TimedOut => Row(UsageOutcome.TimedOut, CostState.Unknown, facts),
            _ when !fault.ReachedWire => Free(UsageOutcome.Failed, facts),
            _ => Row(UsageOutcome.Failed, CostState.Unknown, facts),
        };
    }

    private UsageRecord Free(UsageOutcome outcome, Dictionary<string, string> facts) =>
        Row(outcome, CostState.Exact, facts) with { CostUsd = 0m };

    private UsageRecord Row(UsageOutcome outcome, CostState known, Dictionary<string, string> facts) => new()
    {
        Id = Reservation.Id,
        UserId = Reservation.UserId,
        OrganizationId = Reservation.OrganizationId,
        Provider = Reservation.Provider,
        Model = Request.Model,
        ModelRequested = Request.Model,
        ToolName = Reservation.ToolName,
        Operation = Reservation.Operation,
        UnitType = Reservation.UnitType,
        CostUsdMax = Reservation.CostUsdMax,
        CostState = known,
        PriceVersionId = Reservation.PriceVersionId,
        RequestMetadata = facts,
        CreatedAt = Reservation.CreatedAt,
        Outcome = outcome,
        Attempt = Reservation.Attempt,
        BrandId = Reservation.BrandId,
        RunId = Reservation.RunId,
        AdId = Reservation.AdId,
        TraceId = Reservation.TraceId,
        IsDemo = Reservation.IsDemo,
    };

    private Dictionary<string, string> Facts(GeminiReply reply, ReplyVerdict verdict, CostState known)
    {
        var facts = Facts("finish_reason", verdict.Reason);
        AddIf(facts, Repricing.CountsFact, known == CostState.Estimated ? Repricing.EstimatedCounts : null);
        AddIf(facts, "block_reason", reply.BlockReason);
        AddIf(facts, "response_id", reply.ResponseId);
        AddIf(facts, "service_tier", reply.Usage is { ServiceTier: not ServiceTiers.Standard } served ? served.ServiceTier : null);
        return facts;
    }

    private Dictionary<string, string> Facts(string name, string value)
    {
        var pictures = Request.Turns.Sum(t => t.Parts.Count(p => p is GeminiPart.Media));
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [name] = value,
            ["pictures"] = pictures.ToString(CultureInfo.InvariantCulture),
            ["max_output_tokens"] = Request.MaxOutputTokens.ToString(CultureInfo.InvariantCulture),
        };
        AddIf(facts, "aspect_ratio", Request.Image?.AspectRatio);
        AddIf(facts, "image_size", Request.Image?.Size);
        return facts;
    }

    private static void AddIf(Dictionary<string, string> facts, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            facts[name] = value;
        }
    }
}
