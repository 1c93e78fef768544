using System.Linq.Expressions;

namespace AdCreator.Core.Usage.Queries;

/// <summary>What a line of <see cref="UsageCsv"/> is made of: a call's columns, its JSON as text.</summary>
public sealed record UsageCsvRow
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required Guid OrganizationId { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public required string ModelRequested { get; init; }

    public required string ToolName { get; init; }

    public required string Operation { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required long TotalTokens { get; init; }

    public required long ThoughtTokens { get; init; }

    public required long CachedTokens { get; init; }

    public required long ImageInputTokens { get; init; }

    public required long ImageOutputTokens { get; init; }

    public required long Units { get; init; }

    public required string UnitType { get; init; }

    public required decimal? CostUsd { get; init; }

    public required decimal? CostUsdMax { get; init; }

    public required CostState CostState { get; init; }

    public required Guid? PriceVersionId { get; init; }

    /// <summary>JSON.</summary>
    public required string LineItems { get; init; }

    /// <summary>JSON.</summary>
    public required string RequestMetadata { get; init; }

    public required int DurationMs { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required UsageOutcome Outcome { get; init; }

    public required int Attempt { get; init; }

    public required Guid? BrandId { get; init; }

    public required Guid? RunId { get; init; }

    public required Guid? AdId { get; init; }

    public required string? TraceId { get; init; }

    public required bool IsDemo { get; init; }

    /// <summary>Reads it from a row, in a query.</summary>
    internal static Expression<Func<UsageRecord, UsageCsvRow>> Of { get; } = u => new UsageCsvRow
    {
        Id = u.Id,
        UserId = u.UserId,
        OrganizationId = u.OrganizationId,
        Provider = u.Provider,
        Model = u.Model,
        ModelRequested = u.ModelRequested,
        ToolName = u.ToolName,
        Operation = u.Operation,
        InputTokens = u.InputTokens,
        OutputTokens = u.OutputTokens,
        TotalTokens = u.TotalTokens,
        ThoughtTokens = u.ThoughtTokens,
        CachedTokens = u.CachedTokens,
        ImageInputTokens = u.ImageInputTokens,
        ImageOutputTokens = u.ImageOutputTokens,
        Units = u.Units,
        UnitType = u.UnitType,
        CostUsd = u.CostUsd,
        CostUsdMax = u.CostUsdMax,
        CostState = u.CostState,
        PriceVersionId = u.PriceVersionId,
        LineItems = StoredJson.Of(u.LineItems),
        RequestMetadata = StoredJson.Of(u.RequestMetadata),
        DurationMs = u.DurationMs,
        CreatedAt = u.CreatedAt,
        Outcome = u.Outcome,
        Attempt = u.Attempt,
        BrandId = u.BrandId,
        RunId = u.RunId,
        AdId = u.AdId,
        TraceId = u.TraceId,
        IsDemo = u.IsDemo,
    };
}
