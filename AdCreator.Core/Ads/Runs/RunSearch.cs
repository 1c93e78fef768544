using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;

namespace AdCreator.Core.Ads.Runs;

/// <summary>Narrows and orders an organization's runs, in SQL.</summary>
/// <param name="context">Opened for the organization.</param>
/// <param name="texts">Reads JSON columns of the context's database.</param>
/// <param name="calendar">Where the organization's days begin.</param>
internal sealed class RunSearch(AdCreatorDbContext context, IRunTexts texts, OrganizationCalendar calendar)
{
    /// <summary>The runs of a filter, unordered and unpaged.</summary>
    public IQueryable<AdRun> Matching(RunFilter filter)
    {
        IQueryable<AdRun> runs = context.AdRuns;
        runs = filter.PersonId is { } person ? runs.Where(r => r.PersonId == person) : runs;
        runs = filter.BrandId is { } brand ? runs.Where(r => r.BrandId == brand) : runs;
        runs = InDays(runs, filter);
        runs = Decided(runs, filter.Decision);
        runs = Costing(runs, filter);
        runs = InStatus(runs, filter.Status);
        if (filter.Tag is { } tag)
        {
            var tagged = texts.Tagged(context, tag);
            runs = runs.Where(r => tagged.Contains(r.Id));
        }

        return string.IsNullOrWhiteSpace(filter.Search) ? runs : Saying(runs, filter.Search);
    }

    /// <summary>The same runs in an order in which none stands twice at a place.</summary>
    public IQueryable<AdRun> Ordered(IQueryable<AdRun> runs, RunSort sort) => sort switch
    {
        RunSort.Oldest => runs.OrderBy(r => r.CreatedAt).ThenBy(r => r.Id),
        RunSort.Dearest => runs.OrderByDescending(r => context.TokenUsage.Where(u => u.RunId == r.Id).Sum(u => u.CostUsd) ?? 0)
            .ThenByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id),
        RunSort.Cheapest => runs.OrderBy(r => context.TokenUsage.Where(u => u.RunId == r.Id).Sum(u => u.CostUsd) ?? 0)
            .ThenByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id),
        _ => runs.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id),
    };

    private IQueryable<AdRun> Saying(IQueryable<AdRun> runs, string search)
    {
        // Names as they are now: what a person remembers.
        var products = context.Products.Containing(search);
        var brands = context.Brands.Containing(search);
        var said = texts.Saying(context, PatternOf(search));
        return runs.Where(r => products.Any(p => p.Id == r.ProductId) || brands.Any(b => b.Id == r.BrandId) || said.Contains(r.Id));
    }

    private IQueryable<AdRun> InDays(IQueryable<AdRun> runs, RunFilter filter)
    {
        if (filter.From is { } first)
        {
            var start = calendar.StartOf(first);
            runs = runs.Where(r => r.CreatedAt >= start);
        }

        if (filter.To is { } last)
        {
            var end = calendar.StartOf(last.AddDays(1));
            runs = runs.Where(r => r.CreatedAt < end);
        }

        return runs;
    }

    private IQueryable<AdRun> Decided(IQueryable<AdRun> runs, Decision? decision) => decision is { } word
        ? runs.Where(r => context.Ads.Any(a => a.RunId == r.Id && a.Stage == AdStage.Done && a.Decision == word))
        : runs;

    private IQueryable<AdRun> Costing(IQueryable<AdRun> runs, RunFilter filter)
    {
        if (filter.AtLeastUsd is { } least)
        {
            runs = runs.Where(r => (context.TokenUsage.Where(u => u.RunId == r.Id).Sum(u => u.CostUsd) ?? 0) >= least);
        }

        if (filter.AtMostUsd is { } most)
        {
            runs = runs.Where(r => (context.TokenUsage.Where(u => u.RunId == r.Id).Sum(u => u.CostUsd) ?? 0) <= most);
        }

        return runs;
    }

    private IQueryable<AdRun> InStatus(IQueryable<AdRun> runs, RunStatus? status) => status switch
    {
        RunStatus.Running => runs.Where(r => context.Ads.Any(a => a.RunId == r.Id && !AdStages.Ended.Contains(a.Stage))),
        RunStatus.NeedsAttention => runs.Where(r => context.Ads.Any(a => a.RunId == r.Id && a.Stage == AdStage.Failed)
            && !context.Ads.Any(a => a.RunId == r.Id && !AdStages.Ended.Contains(a.Stage))),
        RunStatus.Cancelled => runs.Where(r => context.Ads.Any(a => a.RunId == r.Id && a.Stage == AdStage.Cancelled)
            && !context.Ads.Any(a => a.RunId == r.Id && a.Stage != AdStage.Cancelled && a.Stage != AdStage.Done)),
        RunStatus.Finished => runs.Where(r => !context.Ads.Any(a => a.RunId == r.Id && a.Stage != AdStage.Done)),
        _ => runs,
    };

    /// <summary>Wildcards that a person types are looked for as themselves.</summary>
    private static string PatternOf(string search)
    {
        var text = PlainText.Line(search)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
        return $"%{text}%";
    }
}
