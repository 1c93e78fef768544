using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage.Queries;
using Xunit;

namespace AdCreator.Tests.Ads.Runs;

public sealed class RunCostTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Calls_of_unknown_cost_are_counted_apart_and_never_as_nothing(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        var (run, ad) = (NewId.At(UsageRows.Noon), NewId.At(UsageRows.Noon));
        var known = UsageRows.Of(actor, UsageRows.Noon.AddMinutes(1), 0.04m) with { RunId = run, AdId = ad };
        await UsageRows.AddAsync(
            test,
            known,
            known with { Id = NewId.At(known.CreatedAt), CostState = CostState.Unknown, CostUsd = null, CostUsdMax = 0.0712345678m },
            known with { Id = NewId.At(known.CreatedAt), CostState = CostState.Unknown, CostUsd = null, CostUsdMax = 0.01m, AdId = null },
            known with { Id = NewId.At(known.CreatedAt), CostState = CostState.Unpriced, CostUsd = null });

        await using var context = test.Database.Open(actor.OrganizationId);
        var costs = await RunCosts.ReadAsync(context, [run, NewId.At(UsageRows.Noon)], TestContext.Current.CancellationToken);

        Assert.Equal((0.04m, false), (costs.OfRun(run).SpentUsd, costs.OfRun(run).IsDemo));
        Assert.Equal(new OpenCosts(2, 0.0812345678m, 1), costs.OfRun(run).Open);
        Assert.Equal(new OpenCosts(1, 0.0712345678m, 1), costs.OfAd(ad).Open);
        Assert.Null(costs.OfRun(Guid.Empty).IsDemo);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nothing_older_than_the_run_is_read(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync();
        var run = NewId.At(UsageRows.Noon);
        await UsageRows.AddAsync(
            test,
            UsageRows.Of(actor, UsageRows.Noon.AddHours(-2), 1m) with { RunId = run },
            UsageRows.Of(actor, UsageRows.Noon.AddMonths(1), 0.02m) with { RunId = run });

        await using var context = test.Database.Open(actor.OrganizationId);
        var costs = await RunCosts.ReadAsync(context, [run], TestContext.Current.CancellationToken);

        Assert.Equal(0.02m, costs.SpentUsd);
    }
}
