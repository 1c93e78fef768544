using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Npgsql;

namespace AdCreator.Bench.Metering;

/// <summary>Millions of calls over 90 days, made by the database itself: evenly spread over the clock, which leaves no quarter-hour empty.</summary>
/// <remarks>The days begin with this month, because that is where the program's own partitions begin; the clock stands at their end.</remarks>
internal sealed class ManyCalls(DatabaseSettings database, long rows, int organizations)
{
    /// <summary>Days that have calls.</summary>
    public const int Days = 90;

    private const int Step = 250_000;

    public static readonly DateTimeOffset Start = new(FirstOfMonth(TimeProvider.System.GetUtcNow()), TimeSpan.Zero);

    /// <summary>Just after the last call.</summary>
    public static TimeProvider Clock { get; } = new StandingClock(Start.AddDays(Days).AddMilliseconds(-1));

    /// <summary>Half of all calls are this one's, of 40 people for 20 brands.</summary>
    public Actor Largest { get; } = new(Samples.Id(11, 1), Samples.Id(10, 1));

    /// <summary>One of the others, which share the other half, each of 5 people for 3 brands.</summary>
    public Actor Median { get; } = new(Samples.Id(11, 1), Samples.Id(10, 100));

    /// <summary>An ad of an organization that has calls.</summary>
    public static Guid AdOf(Actor actor) => Guid.Parse($"{Start.ToUnixTimeMilliseconds():x12}7000{actor.OrganizationId.ToByteArray()[8]:x8}{7:x8}");

    /// <summary>The set of the same ad.</summary>
    public static Guid RunOf(Actor actor) => Guid.Parse($"{Start.ToUnixTimeMilliseconds():x12}7001{actor.OrganizationId.ToByteArray()[8]:x8}{0:x8}");

    /// <summary>A member who is no admin.</summary>
    public static Actor MemberOf(Actor actor) => actor with { PersonId = Samples.Id(11, 2) };

    public static Guid Brand(int number) => Samples.Id(12, number);

    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.MigrationsConnectionString) { CommandTimeout = 0 }.ToString());
        await RunAsync(source, Functions, cancellationToken);
        await RunAsync(source, $"""
            INSERT INTO organizations (id, name, time_zone, created_at) SELECT bench_id(10, o), 'Bench', 'UTC', now() FROM generate_series(1, {organizations}) o;
            INSERT INTO people (id, issuer, subject, email, email_verified, display_name, created_at, security_stamp)
            SELECT bench_id(11, p), 'bench', p::text, p || '@bench.test', true, 'Person ' || p, now(), bench_id(11, p) FROM generate_series(1, 40) p;
            INSERT INTO memberships (organization_id, person_id, role, created_at)
            SELECT bench_id(10, o), bench_id(11, p), CASE p WHEN 1 THEN 'admin' ELSE 'member' END, now()
            FROM generate_series(1, {organizations}) o, generate_series(1, 40) p WHERE p <= 5 OR o = 1
            """, cancellationToken);
        for (var done = 0L; done < rows; done += Step)
        {
            await RunAsync(source, Calls(done + 1, Math.Min(rows, done + Step)), cancellationToken);
            if (done % (10 * Step) == 0)
            {
                await Console.Out.WriteLineAsync($"made {done} of {rows} calls");
            }
        }

        string[] statements =
        [
            Ads,
            Rollups("usage_by_kind", Quarter, ", model, operation, outcome"),
            Rollups("usage_by_person", Quarter, ", user_id"),
            Rollups("usage_by_brand", Quarter, ", brand_id"),
            "VACUUM ANALYZE",
        ];
        foreach (var statement in statements)
        {
            await RunAsync(source, statement, cancellationToken);
        }
    }

    /// <summary>Gives every organization a time zone, and sums its days as far as the program would have at this moment.</summary>
    public async Task SetTimeZoneAsync(string timeZone, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.MigrationsConnectionString) { CommandTimeout = 0 }.ToString());
        var mark = Clock.GetUtcNow().ToUnixTimeSeconds() / 900;
        var day = $"floor(date_part('epoch', date_trunc('day', created_at, '{timeZone}')) / 900)::bigint";
        string[] statements =
        [
            $"UPDATE organizations SET time_zone = '{timeZone}'",
            "TRUNCATE usage_days_marks, usage_days_by_kind, usage_days_by_person, usage_days_by_brand, usage_days_by_person_and_kind, usage_days_by_brand_and_kind, usage_days_by_brand_and_person",
            Rollups("usage_days_by_kind", day, ", model, operation, outcome", mark),
            Rollups("usage_days_by_person", day, ", user_id", mark),
            Rollups("usage_days_by_brand", day, ", brand_id", mark),
            Rollups("usage_days_by_person_and_kind", day, ", user_id, model, operation, outcome", mark),
            Rollups("usage_days_by_brand_and_kind", day, ", brand_id, model, operation, outcome", mark),
            Rollups("usage_days_by_brand_and_person", day, ", brand_id, user_id", mark),
            $"INSERT INTO usage_days_marks (organization_id, quarter) SELECT id, {mark} FROM organizations",
            "VACUUM ANALYZE",
        ];
        foreach (var statement in statements)
        {
            await RunAsync(source, statement, cancellationToken);
        }
    }

    private static DateTime FirstOfMonth(DateTimeOffset now) => new(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private static async Task RunAsync(NpgsqlDataSource source, string sql, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>As <see cref="Samples.Id"/> makes them.</summary>
    private const string Functions =
        """
        CREATE FUNCTION bench_id(kind integer, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
        $$ SELECT (lpad(to_hex(kind), 8, '0') || '00000000' || lpad(to_hex(number), 2, '0') || repeat('0', 14))::uuid $$;
        CREATE FUNCTION bench_thing(prefix text, organization bigint, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
        $$ SELECT (prefix || lpad(to_hex(organization), 8, '0') || lpad(to_hex(number), 8, '0'))::uuid $$;
        """;

    private string Calls(long from, long to)
    {
        var start = Start.ToUnixTimeMilliseconds();
        var each = Days * 86_400_000m / rows;

        // Five calls an ad and 12 ads a set, in every organization.
        return $"""
            INSERT INTO token_usage (id, user_id, organization_id, provider, model, model_requested, tool_name, operation, input_tokens, output_tokens,
                total_tokens, thought_tokens, cached_tokens, image_input_tokens, image_output_tokens, units, unit_type, cost_usd, cost_usd_max, cost_state,
                price_version_id, line_items, billed, request_metadata, duration_ms, created_at, outcome, attempt, brand_id, run_id, ad_id, trace_id, is_demo)
            SELECT id, bench_id(11, 1 + floor(b * CASE o WHEN 1 THEN 40 ELSE 5 END)::bigint), bench_id(10, o), 'google',
                (ARRAY['gemini-2.5-flash-image', 'gemini-2.5-flash', 'gemini-2.5-pro', 'gemini-3-pro-image'])[m],
                (ARRAY['gemini-2.5-flash-image', 'gemini-2.5-flash', 'gemini-2.5-pro', 'gemini-3-pro-image'])[m], 'gemini_service',
                (ARRAY['generate_image', 'review_image', 'analyze_text'])[1 + n % 3], 1000 + n % 500, 80 + n % 60, 1080 + n % 500 + n % 60, 40, 0, 0, 0, 1,
                'tokens', state_cost, 0.04, CASE WHEN state_cost IS NULL THEN 'unknown' ELSE 'exact' END, bench_id(4, 1),
                '[{"{"}"kind":"input","quantity":1200,"rateUsd":0.0000003,"amount":0.00036{"}"},{"{"}"kind":"output","quantity":80,"rateUsd":0.0000025,"amount":0.0002{"}"}]',
                jsonb_build_object('promptTokens', 1000 + n % 500, 'candidateTokens', 40 + n % 60, 'thoughtTokens', 40, 'tier', 'standard'),
                '{"{"}"aspect_ratio":"4:5","finish_reason":"STOP"{"}"}', 4200, uuid_v7_instant(id), CASE WHEN n % 10 = 0 THEN 'blocked' ELSE 'succeeded' END, 1,
                bench_id(12, 1 + floor(c * CASE o WHEN 1 THEN 20 ELSE 3 END)::bigint), bench_thing('{start:x12}7001', o, thing / 12),
                CASE WHEN n % 5 = 0 THEN NULL ELSE bench_thing('{start:x12}7000', o, thing) END, '0af7651916cd43dd8448eb211c80319c', false
            FROM (
                SELECT n, o, m, b, c, (lpad(to_hex({start} + floor((n - 1) * {each})::bigint), 12, '0') || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid AS id,
                    CASE WHEN n % 1000 = 0 THEN NULL ELSE ((1 + n % 40000) * 0.0000012345)::numeric(18, 10) END AS state_cost,
                    floor(d * (CASE o WHEN 1 THEN {rows / 2} ELSE {rows / 2 / Math.Max(1, organizations - 1)} END) / 5)::bigint AS thing
                FROM (
                    SELECT n, md5(n::text) AS h, random() AS b, random() AS c, random() AS d, 1 + floor(random() * 4)::integer AS m,
                        CASE WHEN {organizations} = 1 OR random() < 0.5 THEN 1 ELSE 2 + floor(random() * {organizations - 1})::bigint END AS o
                    FROM generate_series({from}::bigint, {to}::bigint) n OFFSET 0
                ) chosen OFFSET 0
            ) call
            """;
    }

    private const string Ads =
        """
        ALTER TABLE ads DISABLE TRIGGER ALL;
        INSERT INTO ads (id, organization_id, run_id, number, stage, attempt, version, pictures_requested, deferrals, decision, created_at)
        SELECT ad_id, (min(organization_id::text))::uuid, (min(run_id::text))::uuid, row_number() OVER (PARTITION BY min(run_id::text)), 'done', 1, 1, 1, 0,
            CASE WHEN random() < 0.5 THEN 'approved' ELSE 'rejected' END, now()
        FROM token_usage WHERE ad_id IS NOT NULL GROUP BY ad_id;
        ALTER TABLE ads ENABLE TRIGGER ALL;
        """;

    private const string Quarter = "floor(date_part('epoch', created_at) / 900)::bigint";

    /// <summary>In the order in which the program writes them.</summary>
    private static string Rollups(string table, string start, string facts, long beforeQuarter = long.MaxValue / 900) =>
        $"""
        INSERT INTO {table} (organization_id, quarter, cost_state, is_demo{facts}, calls, cost_usd, cost_usd_max, input_tokens, output_tokens)
        SELECT organization_id, {start}, cost_state, is_demo{facts}, count(*), coalesce(sum(cost_usd), 0),
            coalesce(sum(cost_usd_max), 0), sum(input_tokens), sum(output_tokens)
        FROM token_usage WHERE {Quarter} < {beforeQuarter} GROUP BY organization_id, {start}, cost_state, is_demo{facts} ORDER BY 2
        """;

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
