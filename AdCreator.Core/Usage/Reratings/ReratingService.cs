using System.Globalization;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Core.Usage.Rollups;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdCreator.Core.Usage.Reratings;

/// <summary>Prices calls of the past again: shows first what would change, changes it in one transaction, and undoes it exactly.</summary>
/// <remarks>
/// For an organization's admins, and its own calls alone. Sums and counters move with the rows. Calls go on meanwhile:
/// what is settled during it has the new price already.
/// </remarks>
public sealed class ReratingService(AdCreatorDb database, MembershipGuard guard, AuditLog audit, OrganizationPrices prices, TimeProvider time)
{
    /// <summary>Re-ratings that are listed.</summary>
    public const int MaxListed = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly PostgreSqlRatedRows PostgreSql = new();
    private static readonly SqliteRatedRows Sqlite = new();

    /// <summary>What would change; nothing does yet.</summary>
    /// <param name="progress">Gets the calls looked at so far.</param>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<ReratingPreview> PreviewAsync(Actor actor, ReratingRange range, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await prices.PrepareAsync(actor.OrganizationId, cancellationToken);
        await using var context = Open(actor.OrganizationId);
        var calendar = await OrganizationCalendar.ReadAsync(context, cancellationToken);
        var parts = new SortedDictionary<(DateOnly Day, string Model), ReratingPart>();
        var looked = 0L;
        await foreach (var page in RangeOf(calendar, range).ChangesAsync(context, PriceAsync, cancellationToken))
        {
            foreach (var change in page.Where(c => c.After is not null))
            {
                var key = (calendar.DayOf(change.Before!.CreatedAt), change.Before.Model);
                var part = parts.GetValueOrDefault(key) ?? new ReratingPart(key.Item1, key.Model, 0, 0, 0, 0);
                parts[key] = part with
                {
                    Calls = part.Calls + 1,
                    Unpriced = part.Unpriced + (change.Before.CostUsd is null ? 1 : 0),
                    BeforeUsd = part.BeforeUsd + (change.Before.CostUsd ?? 0),
                    AfterUsd = part.AfterUsd + change.After!.CostUsd!.Value,
                };
            }

            looked += page.Count;
            progress?.Report(looked);
        }

        return new ReratingPreview(looked, [.. parts.Values]);
    }

    /// <summary>Applies what a preview showed, all or nothing; refused when it would change anything else than that.</summary>
    /// <param name="progress">Gets the calls looked at so far.</param>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<ReratingResult> ApplyAsync(
        Actor actor, ReratingRange range, ReratingPreview preview, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await prices.PrepareAsync(actor.OrganizationId, cancellationToken);
        await using var context = Open(actor.OrganizationId);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await UsageLock.ShareAsync(context, cancellationToken);
        var days = await SummedDays.ReadAsync(context, cancellationToken);
        var span = RangeOf(days.Calendar, range);
        var move = new Move(context, days);
        var id = NewId.Next(time);
        var looked = 0L;
        await using var reader = Open(actor.OrganizationId);
        await foreach (var page in span.ChangesAsync(reader, PriceAsync, cancellationToken))
        {
            if (!await move.ApplyAsync(id, page, cancellationToken))
            {
                return new ReratingResult.Refused("Somebody else prices some of these calls at this moment. Nothing was changed; look again.");
            }

            looked += page.Count;
            progress?.Report(looked);
        }

        if ((move.Calls, move.BeforeUsd, move.AfterUsd) != (preview.Calls, preview.BeforeUsd, preview.AfterUsd))
        {
            return new ReratingResult.Refused("Prices or calls have changed since the preview. Nothing was changed; look again.");
        }

        context.Reratings.Add(new Rerating
        {
            Id = id, OrganizationId = actor.OrganizationId, Model = range.Model, From = span.From, To = span.To, PersonId = actor.PersonId,
            CreatedAt = time.GetUtcNow(), Calls = move.Calls, BeforeUsd = move.BeforeUsd, AfterUsd = move.AfterUsd,
        });
        audit.Add(context, actor, "usage_rerated", $"rerating:{id}", AuditResult.Done, Words(range, move));
        await context.SaveChangesAsync(cancellationToken);
        await FinishAsync(move, transaction, cancellationToken);
        return new ReratingResult.Applied(id, move.Calls);
    }

    /// <summary>Gives every call of a re-rating back the price it had, to the last digit; refused when a later one has changed them again.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<ReratingResult> UndoAsync(Actor actor, Guid id, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = Open(actor.OrganizationId);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await UsageLock.ShareAsync(context, cancellationToken);
        var now = time.GetUtcNow();
        var taken = await context.Reratings.Where(r => r.Id == id && r.UndoneAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.UndoneAt, now).SetProperty(r => r.UndoneBy, actor.PersonId), cancellationToken);
        if (taken == 0)
        {
            return new ReratingResult.Refused("It was undone already.");
        }

        var rerating = await context.Reratings.AsNoTracking().SingleAsync(r => r.Id == id, cancellationToken);
        var later = await context.Reratings.AnyAsync(
            r => r.Id != id && r.UndoneAt == null && r.CreatedAt > rerating.CreatedAt && r.From < rerating.To && r.To > rerating.From
                && (r.Model == null || rerating.Model == null || r.Model == rerating.Model),
            cancellationToken);
        if (later)
        {
            return new ReratingResult.Refused("A later re-rating covers some of these calls. Undo that one first.");
        }

        var move = new Move(context, await SummedDays.ReadAsync(context, cancellationToken));
        await using var reader = Open(actor.OrganizationId);
        var span = new ReratedRange(rerating.From, rerating.To, rerating.Model);
        await foreach (var page in span.ChangesAsync(reader, calls => RestoreAsync(reader, id, calls, cancellationToken), cancellationToken))
        {
            if (!await move.ApplyAsync(keepAs: null, page, cancellationToken))
            {
                return new ReratingResult.Refused("Somebody else prices some of these calls at this moment. Nothing was changed; try again.");
            }

            progress?.Report(move.Calls);
        }

        if (move.Calls != rerating.Calls)
        {
            return new ReratingResult.Refused("Some of these calls are not there any more, so it cannot be undone as a whole. Nothing was changed.");
        }

        await context.ReratedCalls.Where(c => c.ReratingId == id).ExecuteDeleteAsync(cancellationToken);
        audit.Add(context, actor, "rerating_undone", $"rerating:{id}", AuditResult.Done, string.Create(CultureInfo.InvariantCulture, $"{move.Calls} calls back from ${move.BeforeUsd} to ${move.AfterUsd}"));
        await context.SaveChangesAsync(cancellationToken);
        await FinishAsync(move, transaction, cancellationToken);
        return new ReratingResult.Applied(id, move.Calls);
    }

    /// <summary>The last re-ratings, newest first, and the models of the organization's calls.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<IReadOnlyList<ReratingRow>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        return await context.Reratings.AsNoTracking()
            .OrderByDescending(r => r.CreatedAt)
            .Take(MaxListed)
            .Select(r => new ReratingRow(
                r.Id, r.CreatedAt, context.People.Where(p => p.Id == r.PersonId).Select(p => p.DisplayName).SingleOrDefault(), r.Model, r.From, r.To, r.Calls,
                r.BeforeUsd, r.AfterUsd, r.UndoneAt))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Models that answered the organization's calls, by name.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<IReadOnlyList<string>> ListModelsAsync(Actor actor, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        return await context.UsageByKind.Select(r => r.Model).Distinct().OrderBy(m => m).ToListAsync(cancellationToken);
    }

    private AdCreatorDbContext Open(Guid organizationId)
    {
        var context = database.Open(organizationId);
        context.Database.SetCommandTimeout(Patience);
        return context;
    }

    private Task<List<UsageChange>> PriceAsync(List<UsageRecord> calls) =>
        Task.FromResult(calls.ConvertAll(c => new UsageChange(c, Repricing.Reprice(c, prices))));

    /// <summary>Counters come last: every reservation of the organization waits for them.</summary>
    private static async Task FinishAsync(Move move, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        await move.SumAsync(cancellationToken);
        await move.CountAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<List<UsageChange>> RestoreAsync(AdCreatorDbContext reader, Guid rerating, List<UsageRecord> calls, CancellationToken cancellationToken)
    {
        if (calls.Count == 0)
        {
            return [];
        }

        // A stretch of ids, which are in the order of time: a list of thousands takes the database many times as long.
        var (lowest, highest) = (calls.Min(c => c.Id), calls.Max(c => c.Id));
        var kept = await reader.ReratedCalls.AsNoTracking()
            .Where(c => c.ReratingId == rerating && c.CallId >= lowest && c.CallId <= highest)
            .ToDictionaryAsync(c => c.CallId, cancellationToken);
        return calls.ConvertAll(call => new UsageChange(call, kept.GetValueOrDefault(call.Id) is { } before
            ? call with { CostUsd = before.CostUsd, CostState = before.CostState, PriceVersionId = before.PriceVersionId, LineItems = before.LineItems }
            : null));
    }

    private static ReratedRange RangeOf(OrganizationCalendar calendar, ReratingRange range)
    {
        // The same bounds as everywhere: no day before 2000, no longer than three years.
        var days = new Queries.UsageRange(Queries.UsagePreset.Custom, range.First, range.Last).On(range.Last);
        var (from, to) = calendar.Days(days.First, days.Last);
        return new ReratedRange(from, to, range.Model);
    }

    private static string Words(ReratingRange range, Move move) => string.Create(
        CultureInfo.InvariantCulture,
        $"{move.Calls} calls of {range.Model ?? "all models"}, {range.First:yyyy-MM-dd} to {range.Last:yyyy-MM-dd}: ${move.BeforeUsd} to ${move.AfterUsd}");

    /// <summary>Moves rows, sums and counters by the same changes.</summary>
    private sealed class Move(AdCreatorDbContext context, SummedDays days)
    {
        /// <summary>Some megabytes.</summary>
        private const int MostUncounted = 100_000;

        private readonly BudgetPeriods periods = new(days.Calendar);
        private readonly Dictionary<CounterKey, decimal> counted = [];

        /// <summary>What the sums are still to be moved by: pages of one day move the same ones.</summary>
        private readonly List<CountedCalls> uncounted = [];

        public long Calls { get; private set; }

        public decimal BeforeUsd { get; private set; }

        public decimal AfterUsd { get; private set; }

        /// <param name="page">Those that change nothing have no new state.</param>
        /// <returns>False when a row is not any more as it was read.</returns>
        public async Task<bool> ApplyAsync(Guid? keepAs, IReadOnlyList<UsageChange> page, CancellationToken cancellationToken)
        {
            List<UsageChange> changes = [.. page.Where(c => c.After is not null)];
            if (changes.Count == 0)
            {
                return true;
            }

            // Added up while the database writes.
            var writing = WriteAsync(keepAs, changes, cancellationToken);
            uncounted.AddRange(changes.SelectMany(CountedCalls.Of));
            foreach (var amount in UsageLedger.Settled(periods, changes))
            {
                counted[amount.Key] = counted.GetValueOrDefault(amount.Key) + amount.SettledUsd;
            }

            Calls += changes.Count;
            BeforeUsd += changes.Sum(c => c.Before!.CostUsd ?? 0);
            AfterUsd += changes.Sum(c => c.After!.CostUsd ?? 0);
            if (await writing != changes.Count)
            {
                return false;
            }

            if (uncounted.Count >= MostUncounted)
            {
                await SumAsync(cancellationToken);
            }

            return true;
        }

        private async Task<int> WriteAsync(Guid? keepAs, List<UsageChange> changes, CancellationToken cancellationToken)
        {
            IRatedRows rows = context.Database.IsNpgsql() ? PostgreSql : Sqlite;
            if (keepAs is { } rerating)
            {
                await rows.KeepAsync(context, rerating, changes, cancellationToken);
            }

            return await rows.UpdateAsync(context, changes, cancellationToken);
        }

        /// <summary>Moves the sums by what they are not moved by yet.</summary>
        public async Task SumAsync(CancellationToken cancellationToken)
        {
            await UsageRollups.MoveAsync(context, uncounted, days, cancellationToken);
            uncounted.Clear();
        }

        public Task CountAsync(CancellationToken cancellationToken) => UsageCounters.AddAsync(
            context, counted.Select(c => UsageCounters.Amount(context.OrganizationId, c.Key, settledUsd: c.Value)), cancellationToken);
    }
}
