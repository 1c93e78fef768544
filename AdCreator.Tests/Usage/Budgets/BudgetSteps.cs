using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Tests.Usage.Budgets;

/// <summary>Limits and counters as tests set and read them.</summary>
internal static class BudgetSteps
{
    public static async Task LimitAsync(this TestDatabase test, Actor actor, BudgetScope scope, decimal usd, Guid? person = null)
    {
        await using var context = test.Database.Open(actor.OrganizationId);
        context.SpendingLimits.Add(new SpendingLimit
        {
            OrganizationId = actor.OrganizationId, Scope = scope, PersonId = person ?? Guid.Empty, AmountUsd = usd,
            ChangedAt = MeteredProcess.Now, ChangedBy = actor.PersonId,
        });
        await context.SaveChangesAsync();
    }

    /// <summary>What an admin allowed beyond a limit, for the period that the counter stands for.</summary>
    public static async Task GrantAsync(this TestDatabase test, Actor actor, BudgetScope scope, decimal usd)
    {
        await using var context = test.Database.Open(actor.OrganizationId);
        await using var transaction = await context.Database.BeginTransactionAsync();
        var counter = (await test.CountersAsync(actor)).Where(c => c.Scope == scope).MinBy(c => c.PeriodStart)!;
        await UsageCounters.AddAsync(context, [UsageCounters.Amount(actor.OrganizationId, counter.Key, grantedUsd: usd)], CancellationToken.None);
        await transaction.CommitAsync();
    }

    public static async Task<List<UsageCounter>> CountersAsync(this TestDatabase test, Actor actor)
    {
        await using var context = test.Database.Open(actor.OrganizationId);
        return await context.UsageCounters.AsNoTracking().OrderBy(c => c.Scope).ToListAsync();
    }

    public static async Task<UsageCounter> CounterAsync(this TestDatabase test, Actor actor, BudgetScope scope) =>
        (await test.CountersAsync(actor)).Single(c => c.Scope == scope);
}
