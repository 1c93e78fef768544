using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Runs;

/// <summary>Looks into the words of sets that lie in JSON columns; each database reads those in its own way.</summary>
public interface IRunTexts
{
    /// <summary>Ids of the context's sets that bear exactly this tag.</summary>
    IQueryable<Guid> Tagged(AdCreatorDbContext context, string tag);

    /// <summary>Ids of the context's sets with a tag, a hook or an edited headline like the pattern.</summary>
    /// <param name="pattern">As for LIKE, with a backslash before wildcards that are meant as themselves.</param>
    IQueryable<Guid> Saying(AdCreatorDbContext context, string pattern);

    /// <summary>Every tag of the context's sets, unordered.</summary>
    IQueryable<string> Tags(AdCreatorDbContext context);
}

/// <summary>On PostgreSQL, whose JSON operators fold the case of every script.</summary>
public sealed class PostgreSqlRunTexts : IRunTexts
{
    /// <inheritdoc />
    public IQueryable<Guid> Tagged(AdCreatorDbContext context, string tag) => context.Database.SqlQuery<Guid>(
        $"""SELECT r.id AS "Value" FROM ad_runs r WHERE r.organization_id = {context.OrganizationId} AND jsonb_exists(r.tags, {tag})""");

    /// <inheritdoc />
    public IQueryable<Guid> Saying(AdCreatorDbContext context, string pattern) => context.Database.SqlQuery<Guid>(
        $"""
        SELECT r.id AS "Value" FROM ad_runs r, jsonb_array_elements_text(r.tags) t
        WHERE r.organization_id = {context.OrganizationId} AND t ILIKE {pattern} ESCAPE '\'
        UNION
        SELECT a.run_id FROM ads a
        WHERE a.organization_id = {context.OrganizationId} AND (a.hook->>'text' ILIKE {pattern} ESCAPE '\' OR a.design->>'headline' ILIKE {pattern} ESCAPE '\')
        """);

    /// <inheritdoc />
    public IQueryable<string> Tags(AdCreatorDbContext context) => context.Database.SqlQuery<string>(
        $"""SELECT DISTINCT t AS "Value" FROM ad_runs r, jsonb_array_elements_text(r.tags) t WHERE r.organization_id = {context.OrganizationId}""");
}

/// <summary>On SQLite, which folds the case of ASCII letters only.</summary>
public sealed class SqliteRunTexts : IRunTexts
{
    /// <inheritdoc />
    public IQueryable<Guid> Tagged(AdCreatorDbContext context, string tag) => context.Database.SqlQuery<Guid>(
        $"""SELECT DISTINCT r.id AS "Value" FROM ad_runs r, json_each(r.tags) t WHERE r.organization_id = {context.OrganizationId} AND t.value = {tag}""");

    /// <inheritdoc />
    public IQueryable<Guid> Saying(AdCreatorDbContext context, string pattern) => context.Database.SqlQuery<Guid>(
        $"""
        SELECT r.id AS "Value" FROM ad_runs r, json_each(r.tags) t
        WHERE r.organization_id = {context.OrganizationId} AND t.value LIKE {pattern} ESCAPE '\'
        UNION
        SELECT a.run_id FROM ads a
        WHERE a.organization_id = {context.OrganizationId}
          AND (json_extract(a.hook, '$.text') LIKE {pattern} ESCAPE '\' OR json_extract(a.design, '$.headline') LIKE {pattern} ESCAPE '\')
        """);

    /// <inheritdoc />
    public IQueryable<string> Tags(AdCreatorDbContext context) => context.Database.SqlQuery<string>(
        $"""SELECT DISTINCT t.value AS "Value" FROM ad_runs r, json_each(r.tags) t WHERE r.organization_id = {context.OrganizationId}""");
}
