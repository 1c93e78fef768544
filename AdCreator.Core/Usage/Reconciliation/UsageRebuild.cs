using System.Globalization;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Core.Usage.Queries;
using AdCreator.Core.Usage.Rollups;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdCreator.Core.Usage.Reconciliation;

/// <summary>Makes an organization's rollups and counters again from its rows and live reservations.</summary>
/// <remarks>Nobody adds to them meanwhile: reservations of the organization wait. What admins granted stays.</remarks>
public sealed class UsageRebuild(AdCreatorDb database)
{
    /// <summary>Rebuilds everything of one organization, all or nothing.</summary>
    public async Task RebuildAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await RebuildAsync(context, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The same inside a transaction of the caller, who changes what the sums depend on.</summary>
    internal static async Task RebuildAsync(AdCreatorDbContext context, CancellationToken cancellationToken)
    {
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await UsageLock.TakeAsync(context, cancellationToken);
        await UsageRollups.RemoveAsync(context, beforeQuarter: long.MaxValue, cancellationToken);
        await AddRollupsAsync(context, cancellationToken);
        await RebuildCountersAsync(context, cancellationToken);
    }

    /// <summary>Counters alone: what days and months mean has changed, the quarter-hours have not. The caller's transaction holds <see cref="UsageLock"/>.</summary>
    internal static async Task RebuildCountersAsync(AdCreatorDbContext context, CancellationToken cancellationToken)
    {
        var periods = new BudgetPeriods(await OrganizationCalendar.ReadAsync(context, cancellationToken));
        var counted = await CountedSpending.ReadAsync(context, context.TokenUsage, periods, cancellationToken);
        await context.UsageCounters.Where(c => c.GrantedUsd == 0).ExecuteDeleteAsync(cancellationToken);
        await context.UsageCounters.ExecuteUpdateAsync(set => set.SetProperty(c => c.SettledUsd, 0m).SetProperty(c => c.HeldUsd, 0m), cancellationToken);
        await UsageCounters.AddAsync(
            context,
            [
                .. counted.Settled.Select(s => UsageCounters.Amount(context.OrganizationId, s.Key, settledUsd: s.Value)),
                .. counted.Held.Select(h => UsageCounters.Amount(context.OrganizationId, h.Key, heldUsd: h.Value)),
            ],
            cancellationToken);
    }

    private static async Task AddRollupsAsync(AdCreatorDbContext context, CancellationToken cancellationToken)
    {
        var organization = context.OrganizationId;
        await AmountsAdded.AddAsync(
            context,
            await context.TokenUsage
                .GroupBy(u => new { Quarter = QuarterHour.Of(u.CreatedAt), u.Model, u.Operation, u.Outcome, u.CostState, u.IsDemo })
                .Select(g => new UsageByKind
                {
                    OrganizationId = organization, Quarter = g.Key.Quarter, Model = g.Key.Model, Operation = g.Key.Operation, Outcome = g.Key.Outcome,
                    CostState = g.Key.CostState, IsDemo = g.Key.IsDemo, Calls = g.LongCount(), CostUsd = g.Sum(u => u.CostUsd) ?? 0,
                    CostUsdMax = g.Sum(u => u.CostUsdMax) ?? 0, InputTokens = g.Sum(u => u.InputTokens), OutputTokens = g.Sum(u => u.OutputTokens),
                })
                .ToListAsync(cancellationToken),
            cancellationToken);
        await AmountsAdded.AddAsync(
            context,
            await context.TokenUsage
                .GroupBy(u => new { Quarter = QuarterHour.Of(u.CreatedAt), u.UserId, u.CostState, u.IsDemo })
                .Select(g => new UsageByPerson
                {
                    OrganizationId = organization, Quarter = g.Key.Quarter, UserId = g.Key.UserId,
                    CostState = g.Key.CostState, IsDemo = g.Key.IsDemo, Calls = g.LongCount(), CostUsd = g.Sum(u => u.CostUsd) ?? 0,
                    CostUsdMax = g.Sum(u => u.CostUsdMax) ?? 0, InputTokens = g.Sum(u => u.InputTokens), OutputTokens = g.Sum(u => u.OutputTokens),
                })
                .ToListAsync(cancellationToken),
            cancellationToken);
        await AmountsAdded.AddAsync(
            context,
            await context.TokenUsage
                .GroupBy(u => new { Quarter = QuarterHour.Of(u.CreatedAt), BrandId = u.BrandId ?? Guid.Empty, u.CostState, u.IsDemo })
                .Select(g => new UsageByBrand
                {
                    OrganizationId = organization, Quarter = g.Key.Quarter, BrandId = g.Key.BrandId,
                    CostState = g.Key.CostState, IsDemo = g.Key.IsDemo, Calls = g.LongCount(), CostUsd = g.Sum(u => u.CostUsd) ?? 0,
                    CostUsdMax = g.Sum(u => u.CostUsdMax) ?? 0, InputTokens = g.Sum(u => u.InputTokens), OutputTokens = g.Sum(u => u.OutputTokens),
                })
                .ToListAsync(cancellationToken),
            cancellationToken);
        await AddFromAsync<UsageByKind, UsageByTime>(context, quarters: 1, cancellationToken);
        await AddFromAsync<UsageByKind, UsageDayByKind>(context, QuarterHour.InDay, cancellationToken);
        await AddFromAsync<UsageByPerson, UsageDayByPerson>(context, QuarterHour.InDay, cancellationToken);
        await AddFromAsync<UsageByBrand, UsageDayByBrand>(context, QuarterHour.InDay, cancellationToken);
    }

    /// <summary>A coarser rollup from a finer one, which has all of its columns.</summary>
    private static async Task AddFromAsync<TFine, TCoarse>(AdCreatorDbContext context, long quarters, CancellationToken cancellationToken)
        where TFine : UsageRollup
        where TCoarse : UsageRollup
    {
        var (fine, coarse) = (TableColumns<TFine>.Of(context.Model), TableColumns<TCoarse>.Of(context.Model));
        var keys = string.Join(", ", coarse.KeyNames.Where(name => name != "quarter"));
        var sums = coarse.Names.Except(coarse.KeyNames, StringComparer.Ordinal).ToList();
        var start = string.Create(CultureInfo.InvariantCulture, $"quarter / {quarters} * {quarters}");
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandTimeout = context.Database.GetCommandTimeout() ?? command.CommandTimeout;
        command.CommandText = $"""
            INSERT INTO {coarse.Table} (quarter, {keys}, {string.Join(", ", sums)})
            SELECT {start}, {keys}, {string.Join(", ", sums.Select(name => $"sum({name})"))} FROM {fine.Table}
            WHERE organization_id = @organization GROUP BY {start}, {keys}
            """;
        var organization = command.CreateParameter();
        (organization.ParameterName, organization.Value) = ("organization", context.OrganizationId);
        command.Parameters.Add(organization);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
