using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Reviews;

/// <summary>Says how often people decided otherwise than the reviewer model: its real rate of error, from the rows.</summary>
/// <remarks>
/// Counted are ads that a person decided and that the model judged good or bad; "check it" is no verdict to be wrong about.
/// Scores lie in a JSON column, so each database counts in its own words.
/// </remarks>
public sealed class ReviewerAgreement(AdCreatorDb database, MembershipGuard guard)
{
    /// <summary>Scores below this are low: the rubric would flag or reject for them.</summary>
    public static double LowScore => Rubric.Current.FlaggedFrom;

    /// <summary>Agreement in the decisions of a period.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="since">First instant of the decisions; null for from the beginning.</param>
    /// <param name="until">First instant after them; null for until now.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<AgreementReport> ReadAsync(Actor actor, DateTimeOffset? since, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var (from, to) = (since ?? DateTimeOffset.UnixEpoch, until ?? DateTimeOffset.MaxValue.AddDays(-1));
        var counts = await (context.Database.IsNpgsql() ? PostgreSqlCounts(context, from, to) : SqliteCounts(context, from, to)).ToListAsync(cancellationToken);
        var criteria = await (context.Database.IsNpgsql() ? PostgreSqlCriteria(context, from, to) : SqliteCriteria(context, from, to)).ToListAsync(cancellationToken);
        return new AgreementReport(
            Of(Decision.Approved, ReviewVerdict.Approved) + Of(Decision.Rejected, ReviewVerdict.Rejected),
            Of(Decision.Approved, ReviewVerdict.Rejected),
            Of(Decision.Rejected, ReviewVerdict.Approved),
            [.. criteria.OrderByDescending(c => c.Approved).ThenBy(c => c.Criterion, StringComparer.Ordinal)
                .Select(c => new CriterionAgreement(c.Criterion, (int)c.Approved, (int)c.Decided))]);

        int Of(Decision decision, ReviewVerdict verdict) =>
            (int)counts.Where(c => c.Decision == SnakeCase.Of(decision) && c.Verdict == (int)verdict).Sum(c => c.Ads);
    }

    private static IQueryable<VerdictCount> PostgreSqlCounts(AdCreatorDbContext context, DateTimeOffset from, DateTimeOffset to) =>
        context.Database.SqlQuery<VerdictCount>(
            $"""
            SELECT decision, CAST(review ->> 'verdict' AS integer) AS verdict, count(*) AS ads
            FROM ads
            WHERE organization_id = {context.OrganizationId} AND decision <> 'none' AND review ->> 'verdict' IS NOT NULL
              AND decided_at >= {from} AND decided_at < {to}
            GROUP BY 1, 2
            """);

    private static IQueryable<VerdictCount> SqliteCounts(AdCreatorDbContext context, DateTimeOffset from, DateTimeOffset to) =>
        context.Database.SqlQuery<VerdictCount>(
            $"""
            SELECT decision, json_extract(review, '$.verdict') AS verdict, count(*) AS ads
            FROM ads
            WHERE organization_id = {context.OrganizationId} AND decision <> 'none' AND json_extract(review, '$.verdict') IS NOT NULL
              AND decided_at >= {from.UtcTicks} AND decided_at < {to.UtcTicks}
            GROUP BY 1, 2
            """);

    private static IQueryable<CriterionCount> PostgreSqlCriteria(AdCreatorDbContext context, DateTimeOffset from, DateTimeOffset to) =>
        context.Database.SqlQuery<CriterionCount>(
            $"""
            SELECT c ->> 'criterion' AS criterion, count(*) FILTER (WHERE a.decision = 'approved') AS approved, count(*) AS decided
            FROM ads a CROSS JOIN LATERAL jsonb_array_elements(a.review -> 'criteria') c
            WHERE a.organization_id = {context.OrganizationId} AND a.decision <> 'none' AND a.review ->> 'verdict' IS NOT NULL
              AND a.decided_at >= {from} AND a.decided_at < {to} AND CAST(c ->> 'score' AS double precision) < {LowScore}
            GROUP BY 1
            """);

    private static IQueryable<CriterionCount> SqliteCriteria(AdCreatorDbContext context, DateTimeOffset from, DateTimeOffset to) =>
        context.Database.SqlQuery<CriterionCount>(
            $"""
            SELECT json_extract(c.value, '$.criterion') AS criterion, count(*) FILTER (WHERE a.decision = 'approved') AS approved, count(*) AS decided
            FROM ads a, json_each(a.review, '$.criteria') c
            WHERE a.organization_id = {context.OrganizationId} AND a.decision <> 'none' AND json_extract(a.review, '$.verdict') IS NOT NULL
              AND a.decided_at >= {from.UtcTicks} AND a.decided_at < {to.UtcTicks} AND json_extract(c.value, '$.score') < {LowScore}
            GROUP BY 1
            """);

    private sealed record VerdictCount(string Decision, int Verdict, long Ads);

    private sealed record CriterionCount(string Criterion, long Approved, long Decided);
}

/// <summary>How far the reviewer model and people agree.</summary>
/// <param name="Agreed">Decisions like the verdict.</param>
/// <param name="TooStrict">Ads that the model rejected and a person approved.</param>
/// <param name="TooLenient">Ads that the model approved and a person rejected.</param>
/// <param name="Criteria">Criteria with low scores, most often overridden first.</param>
public sealed record AgreementReport(int Agreed, int TooStrict, int TooLenient, IReadOnlyList<CriterionAgreement> Criteria)
{
    /// <summary>Decisions that are counted.</summary>
    public int Decisions => Agreed + TooStrict + TooLenient;
}

/// <summary>How people decided about ads that scored low on one criterion.</summary>
/// <param name="Criterion">Key of the rubric.</param>
/// <param name="Approved">Those that a person approved all the same.</param>
/// <param name="Decided">All of them.</param>
public sealed record CriterionAgreement(string Criterion, int Approved, int Decided);
