using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Tests.Data;

namespace AdCreator.Tests.Usage.Queries;

/// <summary>Writes usage rows and asks for them as the app does.</summary>
internal static class UsageRows
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static UsageRecord Of(Actor actor, DateTimeOffset at, decimal? cost = 0.01m) => new()
    {
        Id = NewId.At(at),
        UserId = actor.PersonId,
        OrganizationId = actor.OrganizationId,
        Provider = "google",
        Model = "gemini-2.5-flash-image",
        ModelRequested = "gemini-2.5-flash-image",
        ToolName = "gemini_service",
        Operation = UsageOperations.GenerateImage,
        UnitType = "image_generation",
        InputTokens = 100,
        OutputTokens = 1290,
        TotalTokens = 1390,
        CostUsd = cost,
        CostState = CostState.Exact,
        CreatedAt = at,
        Outcome = UsageOutcome.Succeeded,
    };

    public static Task AddAsync(TestDatabase database, params IReadOnlyCollection<UsageRecord> records) => AddAsync(database.Database, records);

    public static async Task AddAsync(AdCreatorDb database, params IReadOnlyCollection<UsageRecord> records)
    {
        foreach (var organization in records.GroupBy(r => r.OrganizationId))
        {
            await new UsageLedger(database).SettleAsync(organization.Key, [.. organization], CancellationToken.None);
        }
    }

    /// <summary>A clock that stands still.</summary>
    public sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
