using AdCreator.Core.Data;
using AdCreator.Core.Pricing;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Tests.Gemini;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Pricing.Corrections;

/// <summary>Calls are reserved and settled with the organization's own price, and a row keeps the price that it was stored with.</summary>
public sealed class MeteringWithCorrectionsTests
{
    private const string Answer =
        """{"candidates":[{"content":{"role":"model","parts":[{"text":"yes"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":1000,"candidatesTokenCount":100,"totalTokenCount":1100},"modelVersion":"gemini-3.8-flash"}""";

    [Fact]
    public async Task A_call_is_priced_with_the_own_price_that_holds_and_names_it()
    {
        await using var bench = await GeminiBench.StartAsync();
        var correction = await AddAsync(bench);
        bench.Server.Then(200, Answer);

        await bench.AskAsync(TestContext.Current.CancellationToken);

        var row = Assert.Single(bench.Rows());
        Assert.Equal((correction.Id, 0.03m), (row.PriceVersionId, row.CostUsd));
        var reservation = Assert.Single(await bench.ReservationsAsync());
        Assert.Equal(correction.Id, reservation.PriceVersionId);
        Assert.True(reservation.CostUsdMax > row.CostUsd);
    }

    private static async Task<PriceCorrection> AddAsync(GeminiBench bench)
    {
        var now = TimeProvider.System.GetUtcNow();
        var correction = new PriceCorrection
        {
            Id = NewId.At(now), OrganizationId = bench.OrganizationId, Model = "gemini-3.8-flash", Kind = "text", EffectiveFrom = now.AddDays(-1), EffectiveTo = null,
            Rates = new PriceRates { Input = 0.00002m, Output = 0.0001m }, ImageTokens = new Dictionary<string, long>(StringComparer.Ordinal), Source = "contract",
            CreatedByPersonId = bench.UserId, CreatedAt = now,
        };
        await using var context = bench.Database.Open(bench.OrganizationId);
        context.PriceCorrections.Add(correction);
        await context.SaveChangesAsync();
        return correction;
    }
}
