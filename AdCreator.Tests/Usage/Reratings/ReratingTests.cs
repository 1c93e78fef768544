using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Reconciliation;
using AdCreator.Core.Usage.Reratings;
using AdCreator.Core.Usage.Rollups;
using AdCreator.Tests.Data;
using AdCreator.Tests.Pricing.Corrections;
using AdCreator.Tests.Usage.Queries;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Usage.Reratings;

/// <summary>Past calls get the price that now holds for them, by preview, in one piece, and back again to the last digit.</summary>
public sealed class ReratingTests
{
    private static readonly CancellationToken Stop = CancellationToken.None;
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly ReratingRange Week = new(Today.AddDays(-7), Today, Model: null);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_correction_is_previewed_applied_and_undone_and_nothing_drifts(DatabaseKind kind)
    {
        await using var desk = await PriceDesk.OpenAsync(kind);
        var service = ServiceOf(desk);
        var calls = Enumerable.Range(0, 30).Select(i => Call(desk.Admin, PriceDesk.Now.AddHours(-6 * i))).ToList();
        await SettleAsync(desk, calls);
        await new DaySummary(desk.Test.Database, new UsageRows.Clock(PriceDesk.Now.AddDays(-1))).CatchUpAsync(desk.Admin.OrganizationId, Stop);
        await desk.AddAsync(PriceDesk.Input(3, from: PriceDesk.Now.AddDays(-2)));
        var before = await RowsAsync(desk);

        var preview = await service.PreviewAsync(desk.Admin, Week, progress: null, Stop);

        // 9 calls lie at or after the correction's start; 1,000 in at $3 and 100 out at $30 a million.
        Assert.Equal((30, 9, 9 * 0.006m), (preview.Looked, preview.Calls, preview.AfterUsd));
        Assert.Equal(before.Where(r => r.CreatedAt >= PriceDesk.Now.AddDays(-2)).Sum(r => r.CostUsd), preview.BeforeUsd);
        Assert.Equal(before, await RowsAsync(desk), RowComparer.Instance);

        var applied = Assert.IsType<ReratingResult.Applied>(await service.ApplyAsync(desk.Admin, Week, preview, progress: null, Stop));
        var after = await RowsAsync(desk);
        Assert.Equal(9, after.Count(r => r.CostUsd == 0.006m && r.LineItems.Sum(l => l.Amount) == 0.006m));
        Assert.Equal(before.Where(r => r.CreatedAt < PriceDesk.Now.AddDays(-2)), after.Where(r => r.CreatedAt < PriceDesk.Now.AddDays(-2)), RowComparer.Instance);
        await AssertNoDriftAsync(desk);
        Assert.Equal(0, (await service.PreviewAsync(desk.Admin, Week, progress: null, Stop)).Calls);

        Assert.IsType<ReratingResult.Applied>(await service.UndoAsync(desk.Admin, applied.Id, progress: null, Stop));
        Assert.Equal(before, await RowsAsync(desk), RowComparer.Instance);
        await AssertNoDriftAsync(desk);
        Assert.IsType<ReratingResult.Refused>(await service.UndoAsync(desk.Admin, applied.Id, progress: null, Stop));
        Assert.Equal(["rerating_undone", "usage_rerated"], (await desk.AuditAsync()).Select(a => a.Action).Where(a => a.Contains("rerat", StringComparison.Ordinal)).Order());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Unpriced_calls_get_their_price_and_unsettled_free_and_foreign_ones_stay(DatabaseKind kind)
    {
        await using var desk = await PriceDesk.OpenAsync(kind);
        var service = ServiceOf(desk);
        var other = await desk.Test.AddActorAsync(MembershipRole.Admin, "Other Studio");
        var unpriced = Call(desk.Admin, PriceDesk.Now) with { Model = "new-model", CostUsd = null, CostState = CostState.Unpriced, LineItems = [], PriceVersionId = null };
        var unsettled = Call(desk.Admin, PriceDesk.Now) with { CostUsd = null, CostState = CostState.Unknown, Billed = null };
        var free = Call(desk.Admin, PriceDesk.Now) with { CostUsd = 0, Billed = null, InputTokens = 0, OutputTokens = 0, TotalTokens = 0, Units = 0, LineItems = [] };
        var foreign = unpriced with { Id = NewId.At(PriceDesk.Now), OrganizationId = other.OrganizationId, UserId = other.PersonId };
        await SettleAsync(desk, [unpriced, unsettled, free]);
        await SettleAsync(desk, [foreign]);
        await desk.AddAsync(PriceDesk.Input(1, from: PriceDesk.Now.AddDays(-1), model: "new-model"));
        await desk.AddAsync(PriceDesk.Input(5, from: PriceDesk.Now.AddDays(-1)));

        var preview = await service.PreviewAsync(desk.Admin, Week, progress: null, Stop);
        var part = Assert.Single(preview.Parts);
        Assert.Equal(("new-model", 1, 1, 0m, 0.002m), (part.Model, part.Calls, part.Unpriced, part.BeforeUsd, part.AfterUsd));
        var applied = Assert.IsType<ReratingResult.Applied>(await service.ApplyAsync(desk.Admin, Week, preview, progress: null, Stop));

        var rows = (await RowsAsync(desk)).ToDictionary(r => r.Id);
        Assert.Equal((CostState.Exact, 0.002m), (rows[unpriced.Id].CostState, rows[unpriced.Id].CostUsd));
        Assert.Equal((CostState.Unknown, null), (rows[unsettled.Id].CostState, rows[unsettled.Id].CostUsd));
        Assert.Equal(0m, rows[free.Id].CostUsd);
        await AssertNoDriftAsync(desk);
        await using (var context = desk.Test.Database.Open(other.OrganizationId))
        {
            Assert.Equal(CostState.Unpriced, (await context.TokenUsage.SingleAsync(Stop)).CostState);
        }

        Assert.Equal("It was undone already.", ((ReratingResult.Refused)await service.UndoAsync(other, applied.Id, progress: null, Stop)).Reason);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_differs_from_the_preview_is_refused_and_a_later_rerating_is_undone_first(DatabaseKind kind)
    {
        await using var desk = await PriceDesk.OpenAsync(kind);
        var service = ServiceOf(desk);
        await SettleAsync(desk, [Call(desk.Admin, PriceDesk.Now)]);
        await desk.AddAsync(PriceDesk.Input(3, from: PriceDesk.Now.AddDays(-2)));
        var stale = await service.PreviewAsync(desk.Admin, Week, progress: null, Stop);
        desk.Clock.Pass(TimeSpan.FromSeconds(1));
        await desk.AddAsync(PriceDesk.Input(4, from: PriceDesk.Now.AddDays(-2)));
        var untouched = await RowsAsync(desk);

        Assert.IsType<ReratingResult.Refused>(await service.ApplyAsync(desk.Admin, Week, stale, progress: null, Stop));
        Assert.Equal(untouched, await RowsAsync(desk), RowComparer.Instance);

        var first = (ReratingResult.Applied)await service.ApplyAsync(desk.Admin, Week, await service.PreviewAsync(desk.Admin, Week, null, Stop), null, Stop);
        desk.Clock.Pass(TimeSpan.FromSeconds(10));
        await desk.AddAsync(PriceDesk.Input(5, from: PriceDesk.Now.AddDays(-2)));
        var second = (ReratingResult.Applied)await service.ApplyAsync(desk.Admin, Week, await service.PreviewAsync(desk.Admin, Week, null, Stop), null, Stop);

        Assert.Contains("later re-rating", ((ReratingResult.Refused)await service.UndoAsync(desk.Admin, first.Id, null, Stop)).Reason, StringComparison.Ordinal);
        Assert.IsType<ReratingResult.Applied>(await service.UndoAsync(desk.Admin, second.Id, null, Stop));
        Assert.IsType<ReratingResult.Applied>(await service.UndoAsync(desk.Admin, first.Id, null, Stop));
        Assert.Equal(untouched, await RowsAsync(desk), RowComparer.Instance);
        await AssertNoDriftAsync(desk);
    }

    [Fact]
    public async Task A_member_prices_nothing_again()
    {
        await using var desk = await PriceDesk.OpenAsync(DatabaseKind.Sqlite);
        var member = await desk.Test.AddMemberAsync(desk.Admin.OrganizationId);
        var service = ServiceOf(desk);

        await Assert.ThrowsAsync<AccessDeniedException>(() => service.PreviewAsync(member, Week, progress: null, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => service.ApplyAsync(member, Week, new ReratingPreview(0, []), progress: null, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => service.UndoAsync(member, member.PersonId, progress: null, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => service.ListAsync(member, Stop));
    }

    private static ReratingService ServiceOf(PriceDesk desk) => new(
        desk.Test.Database, desk.Test.Guard, new AuditLog(desk.Test.Database, new NoClientAddress(), desk.Clock), desk.Prices, desk.Clock);

    private static UsageRecord Call(Actor actor, DateTimeOffset at)
    {
        var units = new BilledUsage { PromptTokens = 1_000, CandidateTokens = 80, ThoughtTokens = 20 };
        var price = PriceDesk.List.Find(PriceDesk.Model, at)!;
        var bill = CostCalculator.Calculate(price, units)!;
        return MeteredProcess.Record(actor, NewId.At(at)) with
        {
            CreatedAt = at,
            Model = PriceDesk.Model,
            CostUsd = bill.TotalUsd,
            PriceVersionId = price.Id,
            LineItems = bill.LineItems,
            Billed = units,
            InputTokens = 1_000,
            OutputTokens = 100,
            TotalTokens = 1_100,
            ThoughtTokens = 20,
            IsDemo = false,
        };
    }

    private static async Task SettleAsync(PriceDesk desk, List<UsageRecord> calls) =>
        await new UsageLedger(desk.Test.Database).SettleAsync(calls[0].OrganizationId, calls, Stop);

    private static async Task<List<UsageRecord>> RowsAsync(PriceDesk desk)
    {
        await using var context = desk.Test.Database.Open(desk.Admin.OrganizationId);
        return await context.TokenUsage.AsNoTracking().OrderBy(u => u.Id).ToListAsync(Stop);
    }

    private static async Task AssertNoDriftAsync(PriceDesk desk) =>
        Assert.Empty((await new UsageReconciler(desk.Test.Database).CompareAsync(desk.Admin.OrganizationId, since: null, Stop)).Findings);

    /// <summary>Rows are the same when everything stored of them is.</summary>
    private sealed class RowComparer : IEqualityComparer<UsageRecord>
    {
        public static readonly RowComparer Instance = new();

        public bool Equals(UsageRecord? x, UsageRecord? y) => SpoolFile.Line(x!) == SpoolFile.Line(y!);

        public int GetHashCode(UsageRecord row) => row.Id.GetHashCode();
    }
}
