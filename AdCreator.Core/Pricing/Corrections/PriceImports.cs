using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;

namespace AdCreator.Core.Pricing.Corrections;

/// <summary>Takes over a whole price file as an organization's own prices: first the difference, then all of it or nothing.</summary>
public sealed class PriceImports(
    AdCreatorDb database, MembershipGuard guard, AuditLog audit, PriceBook list, OrganizationPrices prices, TimeProvider time)
{
    /// <summary>Prices in a file at most.</summary>
    public const int MaxRows = 1_000;

    /// <summary>Bytes of a file at most.</summary>
    public const int MaxBytes = 1_000_000;

    /// <summary>What an import would change, by model; nothing is stored.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<ImportComparison> CompareAsync(Actor actor, string json, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        var (file, problem) = PriceImportFile.Read(json);
        if (file is null)
        {
            return new ImportComparison.Malformed(problem!);
        }

        await using var context = database.Open(actor.OrganizationId);
        return new ImportComparison.Read(Compare(file, await PriceCorrections.ActiveAsync(context, cancellationToken)));
    }

    /// <summary>Stores every price of the file that differs as a version of the organization's own, in one transaction.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<ImportResult> ApplyAsync(Actor actor, string json, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        var (file, problem) = PriceImportFile.Read(json);
        if (file is null)
        {
            return new ImportResult.Malformed(problem!);
        }

        await using var context = database.Open(actor.OrganizationId);
        var active = await PriceCorrections.ActiveAsync(context, cancellationToken);
        var timelines = PriceTimeline.Of(list, active).ToDictionary(t => t.Model, StringComparer.Ordinal);
        var now = time.GetUtcNow();
        var changed = file.Rows.Where(row => !IsUnchanged(row, timelines.GetValueOrDefault(row.Model))).ToList();
        if (active.Count + changed.Count > PriceCorrections.MaxVersions)
        {
            return new ImportResult.Malformed(new(null, $"The organization would have more than {PriceCorrections.MaxVersions:N0} versions. Withdraw some first."));
        }

        foreach (var row in changed)
        {
            var correction = PriceCorrections.NewCorrection(actor, row, now);
            var before = timelines.GetValueOrDefault(row.Model)?.Find(correction.EffectiveFrom);
            context.PriceCorrections.Add(correction);
            audit.Add(context, actor, "price_corrected", $"price:{correction.Id}", AuditResult.Done, PriceWords.Change(correction, before));
        }

        audit.Add(context, actor, "prices_imported", $"organization:{actor.OrganizationId}", AuditResult.Done, $"{changed.Count} of {file.Rows.Count} prices of the file were new or different");
        await context.SaveChangesAsync(cancellationToken);
        await prices.ReloadAsync(actor.OrganizationId);
        return new ImportResult.Applied(changed.Count, changed.Exists(row => row.EffectiveFrom < now));
    }

    private List<ImportModel> Compare(PriceImportFile file, List<PriceCorrection> active)
    {
        var timelines = PriceTimeline.Of(list, active).ToDictionary(t => t.Model, StringComparer.Ordinal);
        var named = file.Rows.GroupBy(r => r.Model, StringComparer.Ordinal).Select(g => CompareModel(g.Key, [.. g], timelines.GetValueOrDefault(g.Key)));
        var absent = timelines.Keys.Except(file.Rows.Select(r => r.Model), StringComparer.Ordinal).Select(m => new ImportModel(m, ImportChange.NotInFile, []));
        return [.. named.Concat(absent).OrderBy(m => m.Change).ThenBy(m => m.Model, StringComparer.Ordinal)];
    }

    private ImportModel CompareModel(string model, List<CorrectionInput> rows, PriceTimeline? timeline)
    {
        var now = time.GetUtcNow();
        var changes = rows.Where(row => !IsUnchanged(row, timeline)).Select(row =>
        {
            var isNow = row.EffectiveFrom <= now && (row.EffectiveTo is null || now < row.EffectiveTo);
            var before = timeline?.Find(isNow ? now : row.EffectiveFrom);
            return new ImportRow(row.EffectiveFrom, row.EffectiveTo, RateUnits.Compare(before?.Rates, row.Rates));
        }).ToList();
        return new ImportModel(model, timeline is null ? ImportChange.New : changes.Count == 0 ? ImportChange.Unchanged : ImportChange.Changed, changes);
    }

    /// <summary>Whether the organization pays this price already at every instant of its span.</summary>
    private static bool IsUnchanged(CorrectionInput row, PriceTimeline? timeline) => timeline is not null
        && timeline.Edges(row.EffectiveFrom, row.EffectiveTo).All(edge =>
            timeline.Find(edge) is { } holding
            && RateUnits.Compare(holding.Rates, row.Rates).Count == 0
            && row.ImageTokens.All(t => holding.ImageTokens.GetValueOrDefault(t.Key) == t.Value));
}

/// <summary>What a file says beside what is known.</summary>
public abstract record ImportComparison
{
    private ImportComparison()
    {
    }

    public sealed record Malformed(ImportProblem Problem) : ImportComparison;

    /// <param name="Models">Those that change first.</param>
    public sealed record Read(IReadOnlyList<ImportModel> Models) : ImportComparison;
}

/// <summary>What became of an import.</summary>
public abstract record ImportResult
{
    private ImportResult()
    {
    }

    public sealed record Malformed(ImportProblem Problem) : ImportResult;

    /// <param name="Count">Versions made.</param>
    /// <param name="StartsInThePast">Whether calls that were made since the start of one keep another price.</param>
    public sealed record Applied(int Count, bool StartsInThePast) : ImportResult;
}

/// <summary>What an import does to a model, in the order in which it is shown.</summary>
public enum ImportChange
{
    Changed = 1,
    New,
    Unchanged,
    NotInFile,
}

/// <summary>One model of an import.</summary>
/// <param name="Rows">The prices that would be stored.</param>
public sealed record ImportModel(string Model, ImportChange Change, IReadOnlyList<ImportRow> Rows);

/// <summary>One price that an import would store, and what it changes; no change of a rate means that only its span is new.</summary>
public sealed record ImportRow(DateTimeOffset EffectiveFrom, DateTimeOffset? EffectiveTo, IReadOnlyList<RateChange> Changes);
