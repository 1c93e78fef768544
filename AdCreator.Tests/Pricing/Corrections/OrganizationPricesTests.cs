using AdCreator.Core.Data;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Tests.Data;
using Microsoft.Data.Sqlite;
using Xunit;

namespace AdCreator.Tests.Pricing.Corrections;

/// <summary>Prices are known without asking the database for each call, and never older than five seconds.</summary>
public sealed class OrganizationPricesTests
{
    private static readonly DateTimeOffset Noon = PriceDesk.Now;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Another_process_sees_a_change_within_five_seconds_and_the_own_one_at_once(DatabaseKind kind)
    {
        await using var desk = await PriceDesk.OpenAsync(kind);
        var elsewhere = desk.NewPrices();
        await elsewhere.PrepareAsync(desk.Admin.OrganizationId, Stop);
        await desk.Prices.PrepareAsync(desk.Admin.OrganizationId, Stop);

        await desk.AddAsync(PriceDesk.Input(0.6m));

        Assert.Equal(0.0000006m, Input(desk, desk.Prices));
        await elsewhere.PrepareAsync(desk.Admin.OrganizationId, Stop);
        Assert.Equal(0.00000075m, Input(desk, elsewhere));
        desk.Clock.Pass(OrganizationPrices.MaxAge);
        await elsewhere.PrepareAsync(desk.Admin.OrganizationId, Stop);
        Assert.Equal(0.0000006m, Input(desk, elsewhere));
    }

    [Fact]
    public async Task A_database_that_is_away_leaves_the_last_known_prices()
    {
        await using var desk = await PriceDesk.OpenAsync(DatabaseKind.Sqlite);
        await desk.AddAsync(PriceDesk.Input(0.6m));
        await BreakAsync(desk);
        desk.Clock.Pass(TimeSpan.FromMinutes(1));

        await desk.Prices.PrepareAsync(desk.Admin.OrganizationId, Stop);

        Assert.Equal(0.0000006m, Input(desk, desk.Prices));
        await Assert.ThrowsAnyAsync<Exception>(() => desk.NewPrices().PrepareAsync(desk.Admin.OrganizationId, Stop).AsTask());
    }

    [Fact]
    public async Task Prices_that_were_never_read_are_not_guessed()
    {
        await using var desk = await PriceDesk.OpenAsync(DatabaseKind.Sqlite);

        Assert.Throws<InvalidOperationException>(() => Input(desk, desk.NewPrices()));
    }

    [Fact]
    public async Task Young_prices_ask_the_database_for_nothing()
    {
        await using var desk = await PriceDesk.OpenAsync(DatabaseKind.Sqlite);
        await desk.Prices.PrepareAsync(desk.Admin.OrganizationId, Stop);
        await BreakAsync(desk);

        desk.Clock.Pass(TimeSpan.FromSeconds(2.9));

        Assert.True(desk.Prices.PrepareAsync(desk.Admin.OrganizationId, Stop).AsTask().IsCompletedSuccessfully);
    }

    private static decimal? Input(PriceDesk desk, OrganizationPrices prices) =>
        prices.Find(desk.Admin.OrganizationId, PriceDesk.Model, Noon)?.Rates.Input;

    private static async Task BreakAsync(PriceDesk desk)
    {
        await using var connection = new SqliteConnection(desk.Test.Settings.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE price_corrections";
        await command.ExecuteNonQueryAsync(Stop);
    }
}
