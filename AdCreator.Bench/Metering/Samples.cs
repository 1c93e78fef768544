using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Budgets;

namespace AdCreator.Bench.Metering;

/// <summary>Organizations, reservations and records as the program makes them.</summary>
internal static class Samples
{
    /// <summary>The most a call costs, and what it then costs, US dollars.</summary>
    public const decimal CostUsd = 0.04m;

    private static readonly string[] Models = ["gemini-2.5-flash-image", "gemini-2.5-flash", "gemini-2.5-pro", "gemini-3-pro-image"];
    private static readonly string[] Operations = [UsageOperations.GenerateImage, UsageOperations.ReviewImage, UsageOperations.AnalyzeText];

    /// <summary>Adds organizations under a monthly, a daily and a run's limit, so that every reservation is checked.</summary>
    public static async Task<Guid[]> AddOrganizationsAsync(AdCreatorDb database, int count, decimal monthlyUsd)
    {
        var ids = Enumerable.Range(0, count).Select(_ => NewId.Next(TimeProvider.System)).ToArray();
        await using (var context = database.OpenWithoutOrganization())
        {
            context.Organizations.AddRange(ids.Select(id => new Organization { Id = id, Name = "Bench", TimeZone = "Europe/Berlin", CreatedAt = TimeProvider.System.GetUtcNow() }));
            await context.SaveChangesAsync();
        }

        foreach (var id in ids)
        {
            await using var context = database.Open(id);
            foreach (var scope in Enum.GetValues<BudgetScope>())
            {
                context.SpendingLimits.Add(new SpendingLimit
                {
                    OrganizationId = id, Scope = scope, PersonId = Guid.Empty, AmountUsd = monthlyUsd,
                    ChangedAt = TimeProvider.System.GetUtcNow(), ChangedBy = Guid.Empty,
                });
            }

            await context.SaveChangesAsync();
        }

        return ids;
    }

    /// <summary>One of 5 people's calls for one of 10 sets.</summary>
    public static UsageReservation Reservation(Guid organization, int number)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        return new()
        {
            Id = NewId.At(now), UserId = Id(1, number % 5), OrganizationId = organization, Provider = "google", Model = Models[0],
            ToolName = "gemini_service", Operation = UsageOperations.GenerateImage, UnitType = "image_generation", CostUsdMax = CostUsd,
            RunId = Id(2, number % 10), AdId = Id(3, number), TraceId = "0af7651916cd43dd8448eb211c80319c", CreatedAt = now, ExpiresAt = now.AddMinutes(3),
        };
    }

    /// <summary>The record that settles a reservation at its worst case.</summary>
    public static UsageRecord Settled(UsageReservation reservation) => new()
    {
        Id = reservation.Id, UserId = reservation.UserId, OrganizationId = reservation.OrganizationId, Provider = reservation.Provider,
        Model = reservation.Model, ModelRequested = reservation.Model, ToolName = reservation.ToolName, Operation = reservation.Operation,
        UnitType = reservation.UnitType, InputTokens = 258, OutputTokens = 1290, TotalTokens = 1548, ImageOutputTokens = 1290, Units = 1,
        CostUsd = reservation.CostUsdMax, CostUsdMax = reservation.CostUsdMax, CostState = CostState.Exact, RunId = reservation.RunId,
        AdId = reservation.AdId, TraceId = reservation.TraceId, CreatedAt = reservation.CreatedAt, Outcome = UsageOutcome.Succeeded,
    };

    /// <summary>Records of one organization, half a second apart: 20 people, 5 brands, 4 models, 3 operations, 2 outcomes.</summary>
    public static List<UsageRecord> Records(Guid organization, DateTimeOffset from, int first, int count) => [.. Enumerable.Range(first, count).Select(number =>
    {
        var at = from.AddMilliseconds(500L * number);
        return new UsageRecord
        {
            Id = NewId.At(at), UserId = Id(1, number % 20), OrganizationId = organization, Provider = "google", Model = Models[number % 4],
            ModelRequested = Models[number % 4], ToolName = "gemini_service", Operation = Operations[number % 3], UnitType = "tokens",
            InputTokens = 1200 + number % 50, OutputTokens = 80, TotalTokens = 1280 + number % 50, ThoughtTokens = 40,
            CostUsd = 0.0123456789m, CostUsdMax = CostUsd, CostState = CostState.Exact, PriceVersionId = Id(4, 1),
            LineItems = [new("input", 1200, 0.0000003m, 0.00036m), new("output", 80, 0.0000025m, 0.0002m), new("image_output", 1290, 0.00003m, 0.0387m)],
            RequestMetadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["aspect_ratio"] = "4:5", ["finish_reason"] = "STOP" },
            DurationMs = 4200, CreatedAt = at, Outcome = number % 10 == 0 ? UsageOutcome.Blocked : UsageOutcome.Succeeded,
            BrandId = Id(5, number % 5), RunId = Id(2, number / 60), AdId = Id(3, number / 5), TraceId = "0af7651916cd43dd8448eb211c80319c",
        };
    })];

    /// <summary>The same id for the same number, whoever asks.</summary>
    public static Guid Id(int kind, long number) => new(kind, 0, 0, BitConverter.GetBytes(number));
}
