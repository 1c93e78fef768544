using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Reconciliation;
using AdCreator.Core.Usage.Rollups;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Commands;

public sealed class UsageCommandTests
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Verify_fails_where_sums_are_wrong_and_rebuild_makes_them_right(DatabaseKind kind)
    {
        await using var installation = await Installation.CreateAsync(kind);
        await installation.RunAsync("migrate");
        var actor = await installation.AddActorAsync();
        await SettleAsync(installation, actor, MeteredProcess.Now);
        Assert.Equal(0, await installation.RunAsync("usage", "verify"));
        await using (var context = installation.Database.Open(actor.OrganizationId))
        {
            await context.UsageByBrand.ExecuteDeleteAsync(Stop);
        }

        Assert.Equal(1, await installation.RunAsync("usage", "verify"));
        Assert.Equal(0, await installation.RunAsync("usage", "rebuild"));
        Assert.Equal(0, await installation.RunAsync("usage", "verify"));
        Assert.Equal(64, await installation.RunAsync("usage", "polish"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Retain_removes_old_calls_with_their_sums_and_leaves_the_rest_true(DatabaseKind kind)
    {
        await using var installation = await Installation.CreateAsync(kind);
        await installation.RunAsync("migrate");
        var actor = await installation.AddActorAsync();
        if (kind == DatabaseKind.PostgreSql)
        {
            await AddPartitionAsync(installation, TimeProvider.System.GetUtcNow().AddMonths(-7));
        }

        var now = TimeProvider.System.GetUtcNow();
        var month = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        DateTimeOffset[] instants = [month.AddMonths(-7), month.AddMonths(-3).AddMilliseconds(-1), month.AddMonths(-3), month];
        await using var context = installation.Database.Open(actor.OrganizationId);
        await context.Organizations.ExecuteUpdateAsync(set => set.SetProperty(o => o.TimeZone, "Asia/Kathmandu"), Stop);
        foreach (var at in instants)
        {
            await SettleAsync(installation, actor, at);
        }

        // The border lies within a day of the organization, whose sums keep what is left of it.
        await new DaySummary(installation.Database, TimeProvider.System).CatchUpAsync(actor.OrganizationId, Stop);
        Assert.Equal(4, await context.UsageDaysByKind.SumAsync(r => r.Calls, Stop));

        Assert.Equal(0, await installation.RunAsync("usage", "retain"));
        Assert.Equal(4, await context.TokenUsage.CountAsync(Stop));
        Assert.Equal(78, await installation.RunAsync("usage", "retain", $"--{UsageOptions.RetainMonthsKey}=1"));
        Assert.Equal(0, await installation.RunAsync("usage", "retain", $"--{UsageOptions.RetainMonthsKey}=3"));

        if (kind == DatabaseKind.PostgreSql)
        {
            Assert.DoesNotContain(PartitionOf(now.AddMonths(-7)), await installation.TablesAsync());
        }

        Assert.Equal(instants[2..], await context.TokenUsage.OrderBy(u => u.CreatedAt).Select(u => u.CreatedAt).ToListAsync(Stop));
        Assert.Equal(2, await context.UsageByKind.SumAsync(r => r.Calls, Stop));
        Assert.Equal(2, await context.UsageDaysByBrandAndPerson.SumAsync(r => r.Calls, Stop));
        Assert.Equal(0, await installation.RunAsync("usage", "verify"));
    }

    private static string PartitionOf(DateTimeOffset instant) => $"token_usage_{instant:yyyy_MM}";

    /// <summary>A month of the past, as a long-running installation has it.</summary>
    private static Task AddPartitionAsync(Installation installation, DateTimeOffset instant)
    {
        var month = new DateTimeOffset(instant.Year, instant.Month, 1, 0, 0, 0, TimeSpan.Zero);
        return installation.ExecuteAsync(
            $"CREATE TABLE {PartitionOf(month)} PARTITION OF token_usage FOR VALUES FROM ('{NewId.LowestAt(month)}') TO ('{NewId.LowestAt(month.AddMonths(1))}')");
    }

    private static Task SettleAsync(Installation installation, Actor actor, DateTimeOffset at) => new UsageLedger(installation.Database)
        .SettleAsync(actor.OrganizationId, [MeteredProcess.Record(actor, NewId.At(at)) with { CreatedAt = at }], Stop);
}
