using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using Xunit;

namespace AdCreator.Tests.Operations;

/// <summary>Calls are answered while there is neither a database nor room on the disk for their records.</summary>
public sealed class FullDiskTests
{
    private const string NowhereToWrite = "Neither database nor spool takes usage";

    [Fact]
    public async Task Records_wait_in_memory_and_arrive_once_the_database_is_back()
    {
        await using var model = await HoldingModel.StartAsync();
        model.Answered = (Pictures: 0, Reviews: 0);
        await using var desk = await OrderDesk.OpenAsync(DatabaseKind.PostgreSql, model.BaseUrl);
        await using var process = desk.StartProcessOnFullDisk();
        await process.WaitForAddressAsync();
        var run = await desk.OrderAsync(2);
        await Eventually.TrueAsync(() => Task.FromResult(model.Held == 2), () => $"{model.Held} calls are held.\n{string.Join('\n', process.Lines)}");
        var sent = (await desk.AttemptsAsync(run)).Where(a => a.Operation == UsageOperations.GenerateImage).Select(a => a.Id).ToList();

        await desk.CutAsync();
        model.Release();
        await Eventually.TrueAsync(() => Task.FromResult(process.Lines.Any(l => l.Contains(NowhereToWrite, StringComparison.Ordinal))), () => string.Join('\n', process.Lines));
        await desk.LetInAsync();

        List<UsageRecord> rows = [];
        await Eventually.TrueAsync(
            async () => sent.TrueForAll((rows = await desk.RowsAsync(run)).Select(r => r.Id).Contains),
            () => $"{rows.Count} rows.\n{string.Join('\n', process.Lines)}");
        Assert.Equal(2, sent.Count);
        Assert.All(rows.Where(r => sent.Contains(r.Id)), row => Assert.Equal((CostState.Exact, true), (row.CostState, row.CostUsd > 0)));
        Assert.Equal(rows.Count, rows.Select(r => r.Id).Distinct().Count());
        Assert.Empty((await desk.DriftAsync(run)).Findings);
    }
}
