using System.Globalization;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Budgets;

/// <summary>Sets limits and answers requests for more, for an organization's admins; members ask.</summary>
/// <remarks>Every method reads the actor's role anew. Changes and their audit entries are stored together.</remarks>
public sealed class BudgetService(AdCreatorDb database, MembershipGuard guard, AuditLog audit, TimeProvider time)
{
    /// <summary>Requests shown at once; open ones come first.</summary>
    public const int MaxRequests = 50;

    /// <summary>Limits of persons that an organization may have.</summary>
    public const int MaxPersonLimits = 200;

    /// <summary>All limits with what was spent under them, and the requests.</summary>
    /// <param name="isDemo">Which counters: those of demo calls, or of billed ones.</param>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<BudgetBook> ReadAsync(Actor actor, bool isDemo, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var now = time.GetUtcNow();
        var periods = new BudgetPeriods(await OrganizationCalendar.ReadAsync(context, cancellationToken));
        var limits = await context.SpendingLimits.AsNoTracking().ToListAsync(cancellationToken);
        var month = new CounterKey(BudgetScope.OrganizationMonth, Guid.Empty, periods.PeriodOf(BudgetScope.OrganizationMonth, now).Start, isDemo);
        var day = periods.PeriodOf(BudgetScope.PersonDay, now);
        var spent = await context.UsageCounters.AsNoTracking()
            .Where(c => c.Scope == BudgetScope.PersonDay && c.PeriodStart == day.Start && c.IsDemo == isDemo)
            .ToDictionaryAsync(c => c.SubjectId, cancellationToken);
        var people = await context.Memberships
            .Join(context.People, m => m.PersonId, p => p.Id, (m, p) => new { p.Id, p.DisplayName })
            .OrderBy(p => p.DisplayName).ThenBy(p => p.Id)
            .Take(MaxPersonLimits)
            .ToListAsync(cancellationToken);
        return new BudgetBook(
            limits.Find(l => l.Scope == BudgetScope.OrganizationMonth)?.AmountUsd,
            limits.Find(l => l.Scope == BudgetScope.PersonDay && l.PersonId == Guid.Empty)?.AmountUsd,
            limits.Find(l => l.Scope == BudgetScope.Run)?.AmountUsd,
            (await BudgetReader.ReadAsync(context, [month], cancellationToken)).GetValueOrDefault(month),
            periods.PeriodOf(BudgetScope.OrganizationMonth, now),
            [.. people.Select(p => new PersonBudget(p.Id, p.DisplayName, limits.Find(l => l.PersonId == p.Id)?.AmountUsd, spent.GetValueOrDefault(p.Id)))],
            await ListRequestsAsync(context, cancellationToken));
    }

    /// <summary>Sets, changes or lifts a limit; it holds from the next call on, and knows what was spent before.</summary>
    /// <param name="personId">The one person whose day it is for; empty for everyone and for the other scopes.</param>
    /// <param name="amountUsd">US dollars, 0 to <see cref="SpendingLimit.HighestUsd"/> in whole cents; null for no limit.</param>
    /// <returns>What is wrong with the amount, or null when it is stored.</returns>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<string?> SetLimitAsync(Actor actor, BudgetScope scope, Guid personId, decimal? amountUsd, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        if (amountUsd is { } wanted && FindFault(wanted) is { } fault)
        {
            return fault;
        }

        await using var context = database.Open(actor.OrganizationId);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await UsageLock.TakeLimitsAsync(context, cancellationToken);
        if (personId != Guid.Empty && (scope != BudgetScope.PersonDay || !await context.Memberships.AnyAsync(m => m.PersonId == personId, cancellationToken)))
        {
            return "This person is not a member any more.";
        }

        await SetAsync(context, actor, scope, personId, amountUsd, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Asks for more than a limit leaves. Asking again while the request is open changes nothing.</summary>
    /// <returns>What is wrong, or null when an admin will see it.</returns>
    /// <exception cref="AccessDeniedException">The actor is no member.</exception>
    public async Task<string?> AskAsync(Actor actor, BudgetWish wish, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        if (wish.AmountUsd <= 0 || FindFault(wish.AmountUsd) is not null)
        {
            return FindFault(wish.AmountUsd) ?? "Ask for more than $0.";
        }

        await using var context = database.Open(actor.OrganizationId);
        if (await context.BudgetRequests.AnyAsync(
            r => r.PersonId == actor.PersonId && r.Scope == wish.Scope && r.RunId == wish.RunId && r.IsDemo == wish.IsDemo && r.Answer == BudgetAnswer.Open, cancellationToken))
        {
            return null;
        }

        var reason = wish.Reason.Trim();
        context.BudgetRequests.Add(new BudgetRequest
        {
            Id = NewId.Next(time), OrganizationId = actor.OrganizationId, PersonId = actor.PersonId, Scope = wish.Scope,
            RunId = wish.Scope == BudgetScope.Run ? wish.RunId : null, AmountUsd = wish.AmountUsd, IsDemo = wish.IsDemo,
            Reason = reason.Length <= BudgetRequest.MaxReason ? reason : reason[..BudgetRequest.MaxReason],
            CreatedAt = time.GetUtcNow(), Answer = BudgetAnswer.Open,
        });
        await context.SaveChangesAsync(cancellationToken);
        return null;
    }

    /// <summary>Answers a request: more for its period alone, a higher limit for good, or no.</summary>
    /// <param name="answer">Anything but <see cref="BudgetAnswer.Open"/>.</param>
    /// <param name="amountUsd">US dollars to add; ignored when declined.</param>
    /// <returns>What is wrong, or null when it is done.</returns>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<string?> AnswerAsync(Actor actor, Guid requestId, BudgetAnswer answer, decimal amountUsd, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        if (answer != BudgetAnswer.Declined && (amountUsd <= 0 || FindFault(amountUsd) is not null))
        {
            return FindFault(amountUsd) ?? "Grant more than $0, or decline.";
        }

        await using var context = database.Open(actor.OrganizationId);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await UsageLock.TakeLimitsAsync(context, cancellationToken);
        var taken = await context.BudgetRequests
            .Where(r => r.Id == requestId && r.Answer == BudgetAnswer.Open)
            .ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Answer, answer)
                    .SetProperty(r => r.GrantedUsd, answer == BudgetAnswer.Declined ? null : amountUsd)
                    .SetProperty(r => r.AnsweredBy, actor.PersonId)
                    .SetProperty(r => r.AnsweredAt, time.GetUtcNow()),
                cancellationToken);
        if (taken == 0)
        {
            return "Somebody else has answered this request meanwhile.";
        }

        var request = await context.BudgetRequests.AsNoTracking().SingleAsync(r => r.Id == requestId, cancellationToken);
        if (await FindObstacleAsync(context, request, answer, amountUsd, cancellationToken) is { } obstacle)
        {
            return obstacle;
        }

        audit.Add(context, actor, "budget_request_answered", $"budget_request:{requestId}", AuditResult.Done, string.Create(CultureInfo.InvariantCulture, $"{answer}, ${amountUsd} more for {request.Scope}"));
        await context.SaveChangesAsync(cancellationToken);
        await GiveAsync(context, actor, request, answer, amountUsd, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Why a request cannot be answered like this; null when it can.</summary>
    private static async Task<string?> FindObstacleAsync(
        AdCreatorDbContext context, BudgetRequest request, BudgetAnswer answer, decimal amountUsd, CancellationToken cancellationToken)
    {
        if (answer == BudgetAnswer.GrantedOnce && request is { Scope: BudgetScope.Run, RunId: null })
        {
            return "This set is not ordered yet, so nothing can be granted to it. Raise the limit instead.";
        }

        if (answer != BudgetAnswer.Raised)
        {
            return null;
        }

        var limits = await context.SpendingLimits.AsNoTracking().ToListAsync(cancellationToken);
        var limit = BudgetGate.LimitOf(new CounterKey(request.Scope, request.PersonId, default, request.IsDemo), limits);
        return limit is null ? "There is no such limit any more, so there is nothing to raise." : FindFault(limit.AmountUsd + amountUsd);
    }

    private async Task GiveAsync(
        AdCreatorDbContext context, Actor actor, BudgetRequest request, BudgetAnswer answer, decimal amountUsd, CancellationToken cancellationToken)
    {
        if (answer == BudgetAnswer.GrantedOnce)
        {
            var periods = new BudgetPeriods(await OrganizationCalendar.ReadAsync(context, cancellationToken));
            var key = periods.Of(time.GetUtcNow(), request.PersonId, request.RunId ?? Guid.Empty, request.IsDemo).Single(k => k.Scope == request.Scope);
            await UsageCounters.AddAsync(context, [UsageCounters.Amount(context.OrganizationId, key, grantedUsd: amountUsd)], cancellationToken);
        }
        else if (answer == BudgetAnswer.Raised)
        {
            var limits = await context.SpendingLimits.AsNoTracking().ToListAsync(cancellationToken);
            var key = new CounterKey(request.Scope, request.Scope == BudgetScope.PersonDay ? request.PersonId : Guid.Empty, default, request.IsDemo);
            // One person's wish does not raise everyone's day.
            var person = request.Scope == BudgetScope.PersonDay ? request.PersonId : Guid.Empty;
            await SetAsync(context, actor, request.Scope, person, BudgetGate.LimitOf(key, limits)!.AmountUsd + amountUsd, cancellationToken);
        }
    }

    private async Task SetAsync(AdCreatorDbContext context, Actor actor, BudgetScope scope, Guid personId, decimal? amountUsd, CancellationToken cancellationToken)
    {
        var limit = await context.SpendingLimits.SingleOrDefaultAsync(l => l.Scope == scope && l.PersonId == personId, cancellationToken);
        var before = limit?.AmountUsd;
        if (amountUsd is not { } amount)
        {
            context.SpendingLimits.RemoveRange(limit is null ? [] : [limit]);
        }
        else if (limit is null)
        {
            context.SpendingLimits.Add(new SpendingLimit
            {
                OrganizationId = actor.OrganizationId, Scope = scope, PersonId = personId, AmountUsd = amount,
                ChangedAt = time.GetUtcNow(), ChangedBy = actor.PersonId,
            });
        }
        else
        {
            (limit.AmountUsd, limit.ChangedAt, limit.ChangedBy) = (amount, time.GetUtcNow(), actor.PersonId);
        }

        if (before != amountUsd)
        {
            audit.Add(context, actor, "limit_set", $"limit:{SnakeCase.Of(scope)}{(personId == Guid.Empty ? "" : $":{personId}")}", AuditResult.Done, $"{Words(before)} to {Words(amountUsd)}");
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<BudgetRequestRow>> ListRequestsAsync(AdCreatorDbContext context, CancellationToken cancellationToken) =>
        await context.BudgetRequests.AsNoTracking()
            .OrderBy(r => r.Answer == BudgetAnswer.Open ? 0 : 1).ThenByDescending(r => r.CreatedAt)
            .Take(MaxRequests)
            .Select(r => new BudgetRequestRow(
                r.Id, context.People.Where(p => p.Id == r.PersonId).Select(p => p.DisplayName).SingleOrDefault(), r.Scope, r.RunId, r.AmountUsd, r.Reason,
                r.CreatedAt, r.Answer, r.GrantedUsd))
            .ToListAsync(cancellationToken);

    private static string? FindFault(decimal usd) =>
        usd < 0 || usd > SpendingLimit.HighestUsd || decimal.Round(usd, 2) != usd
            ? string.Create(CultureInfo.InvariantCulture, $"Enter an amount from $0 to ${SpendingLimit.HighestUsd:N0} in whole cents, such as 250 or 12.50.")
            : null;

    private static string Words(decimal? usd) => usd is { } amount ? string.Create(CultureInfo.InvariantCulture, $"${amount:0.00}") : "no limit";
}
