using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Pricing.Corrections;

/// <summary>An organization's own prices beside the list. For its admins only: every method reads the actor's role anew.</summary>
/// <remarks>A correction changes no call of the past: a row keeps the price that it was stored with.</remarks>
public sealed class PriceCorrections(
    AdCreatorDb database, MembershipGuard guard, AuditLog audit, PriceBook list, OrganizationPrices prices, TimeProvider time)
{
    /// <summary>Versions an organization may have made, the withdrawn ones counted.</summary>
    public const int MaxVersions = 5_000;

    /// <summary>Every model with the price that holds now and the one that comes next, by name.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<IReadOnlyList<ModelPrice>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var timelines = PriceTimeline.Of(list, await ActiveAsync(context, cancellationToken));
        var now = time.GetUtcNow();
        return [.. timelines.Select(t => t.At(now)).OrderBy(m => m.Model, StringComparer.Ordinal)];
    }

    /// <summary>Every version of a model, the list's and the organization's, the latest start first; empty for an unknown one.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<IReadOnlyList<PriceHistoryRow>> ListVersionsAsync(Actor actor, string model, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var own = await context.PriceCorrections.AsNoTracking().Where(c => c.Model == model).ToListAsync(cancellationToken);
        var ids = own.SelectMany(c => new[] { c.CreatedByPersonId, c.WithdrawnByPersonId ?? Guid.Empty }).Distinct().ToList();
        var names = await context.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancellationToken);
        var now = time.GetUtcNow();
        var holding = PriceTimeline.Of(list, own.Where(c => c.WithdrawnAt is null)).Where(t => t.Model == model).Select(t => t.Find(now)?.Id).FirstOrDefault();
        return
        [
            .. own.Select(c => PriceHistoryRow.Of(c, names, c.Id == holding))
                .Concat(list.Versions.Where(v => v.Model == model).Select(v => PriceHistoryRow.Of(v, v.Id == holding)))
                .OrderByDescending(r => r.EffectiveFrom).ThenByDescending(r => r.CreatedAt),
        ];
    }

    /// <summary>Adds a version; it wins over the list and over earlier versions wherever it holds.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<AddPriceResult> AddAsync(Actor actor, CorrectionInput input, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        if (PriceChecks.Of(input) is { Count: > 0 } problems)
        {
            return new AddPriceResult.Invalid(problems);
        }

        await using var context = database.Open(actor.OrganizationId);
        if (await context.PriceCorrections.CountAsync(cancellationToken) >= MaxVersions)
        {
            return new AddPriceResult.Invalid([new(nameof(input.Model), $"The organization has {MaxVersions:N0} versions, and no more are kept.")]);
        }

        var now = time.GetUtcNow();
        var correction = NewCorrection(actor, input, now);
        var before = Timeline(await ActiveAsync(context, cancellationToken), correction.Model)?.Find(correction.EffectiveFrom);
        context.PriceCorrections.Add(correction);
        audit.Add(context, actor, "price_corrected", $"price:{correction.Id}", AuditResult.Done, PriceWords.Change(correction, before));
        await context.SaveChangesAsync(cancellationToken);
        await prices.ReloadAsync(actor.OrganizationId);
        return new AddPriceResult.Added(correction.Id, StartsInThePast: correction.EffectiveFrom < now);
    }

    /// <summary>Ends a version for every call from now on; calls of the past keep it.</summary>
    /// <returns>False when it is not there, or withdrawn already.</returns>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<bool> WithdrawAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var correction = await context.PriceCorrections.SingleOrDefaultAsync(c => c.Id == id && c.WithdrawnAt == null, cancellationToken);
        if (correction is null)
        {
            return false;
        }

        var others = (await ActiveAsync(context, cancellationToken)).Where(c => c.Id != id);
        var after = Timeline(others, correction.Model)?.Find(correction.EffectiveFrom);
        correction.WithdrawnAt = time.GetUtcNow();
        correction.WithdrawnByPersonId = actor.PersonId;
        audit.Add(context, actor, "price_withdrawn", $"price:{id}", AuditResult.Done, PriceWords.Withdrawal(correction, after));
        await context.SaveChangesAsync(cancellationToken);
        await prices.ReloadAsync(actor.OrganizationId);
        return true;
    }

    /// <summary>A version as it is stored.</summary>
    internal static PriceCorrection NewCorrection(Actor actor, CorrectionInput input, DateTimeOffset now) => new()
    {
        Id = NewId.At(now),
        OrganizationId = actor.OrganizationId,
        Model = PriceChecks.PlainModel(input.Model),
        Kind = input.Kind,
        EffectiveFrom = PriceChecks.Cut(input.EffectiveFrom),
        EffectiveTo = input.EffectiveTo is { } end ? PriceChecks.Cut(end) : null,
        Rates = input.Rates,
        ImageTokens = input.ImageTokens,
        Source = input.Source.Trim(),
        Note = string.IsNullOrWhiteSpace(input.Note) ? null : input.Note.Trim(),
        CreatedByPersonId = actor.PersonId,
        CreatedAt = now,
    };

    /// <summary>The versions that are not withdrawn.</summary>
    internal static Task<List<PriceCorrection>> ActiveAsync(AdCreatorDbContext context, CancellationToken cancellationToken) =>
        context.PriceCorrections.AsNoTracking().Where(c => c.WithdrawnAt == null).ToListAsync(cancellationToken);

    private PriceTimeline? Timeline(IEnumerable<PriceCorrection> own, string model) =>
        PriceTimeline.Of(list, own).FirstOrDefault(t => t.Model == model);
}

/// <summary>What became of a new version.</summary>
public abstract record AddPriceResult
{
    private AddPriceResult()
    {
    }

    /// <param name="StartsInThePast">Whether calls that were made since its start keep another price.</param>
    public sealed record Added(Guid Id, bool StartsInThePast) : AddPriceResult;

    public sealed record Invalid(IReadOnlyList<PriceProblem> Problems) : AddPriceResult;
}
