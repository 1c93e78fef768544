using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AdCreator.Migrations;

/// <summary>What only PostgreSQL has: the app's role, row level security, partitions, and functions for the few ways around.</summary>
/// <remarks>
/// SQLite needs no twin: it has no roles, the query filter and the write guard are its walls, and a single file of one
/// installation needs no partitions.
/// </remarks>
[DbContext(typeof(AdCreatorDbContext))]
[Migration("20261124000001_Walls")]
public sealed class Walls : Migration
{
    private static readonly string[] TenantTables =
    [
        "ads", "ad_runs", "audit_entries", "blobs", "brands", "brief_drafts", "invitations", "memberships", "products",
        "token_usage", "usage_reservations",
    ];

    /// <summary>Tables that belong to no organization, and what the app may do with them.</summary>
    private static readonly (string Table, string Rights)[] SharedTables =
    [
        ("organizations", "SELECT, INSERT, UPDATE"),
        ("people", "SELECT, INSERT, UPDATE"),
        ("data_protection_keys", "SELECT, INSERT"),
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(CreateRole);
        migrationBuilder.Sql(PartitionTokenUsage);
        foreach (var table in TenantTables)
        {
            migrationBuilder.AddTenantWall(table, table == "audit_entries" ? "SELECT, INSERT" : TenantWall.AllRights);
        }

        foreach (var (table, rights) in SharedTables)
        {
            migrationBuilder.Sql($"GRANT {rights} ON {table} TO adcreator_app;");
        }

        migrationBuilder.Sql(OwnMemberships);
        migrationBuilder.Sql("""GRANT SELECT ON "__EFMigrationsHistory" TO adcreator_app;""");
    }

    /// <summary>Roles belong to the whole server: two databases that migrate at once may both try to make it.</summary>
    private const string CreateRole =
        """
        DO $role$
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'adcreator_app') THEN
                CREATE ROLE adcreator_app NOLOGIN;
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END
        $role$;
        """;

    /// <summary>
    /// Partitions by the time in the id keep the primary key on the id alone, so that "insert, or do nothing when it is
    /// there" works across months. Two years of months are made ahead; the default partition takes what lies outside.
    /// </summary>
    private const string PartitionTokenUsage =
        """
        CREATE FUNCTION uuid_v7_instant(id uuid) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
        $$ SELECT to_timestamp(('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0) $$;

        CREATE FUNCTION uuid_v7_lowest(instant timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
        $$ SELECT (lpad(to_hex((extract(epoch FROM instant) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid $$;

        ALTER TABLE token_usage RENAME TO token_usage_shape;
        ALTER TABLE token_usage_shape DROP CONSTRAINT pk_token_usage;
        CREATE TABLE token_usage (LIKE token_usage_shape INCLUDING DEFAULTS) PARTITION BY RANGE (id);
        DROP TABLE token_usage_shape;
        ALTER TABLE token_usage ADD CONSTRAINT pk_token_usage PRIMARY KEY (id);
        ALTER TABLE token_usage ADD CONSTRAINT ck_token_usage_created_at CHECK (created_at = uuid_v7_instant(id));
        CREATE INDEX ix_token_usage_organization_id_created_at_id ON token_usage (organization_id, created_at DESC, id DESC);
        CREATE INDEX ix_token_usage_organization_id ON token_usage (organization_id) WHERE is_demo;
        CREATE INDEX ix_token_usage_ad_id ON token_usage (ad_id);
        CREATE INDEX ix_token_usage_run_id ON token_usage (run_id);
        CREATE TABLE token_usage_rest PARTITION OF token_usage DEFAULT;

        CREATE FUNCTION add_usage_partitions(months_ahead integer) RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            month_start timestamptz := date_trunc('month', now(), 'UTC');
            name text;
            made integer := 0;
        BEGIN
            FOR i IN 0..least(months_ahead, 60) LOOP
                name := 'token_usage_' || to_char(month_start AT TIME ZONE 'UTC', 'YYYY_MM');
                IF to_regclass(name) IS NULL THEN
                    EXECUTE format(
                        'CREATE TABLE %I PARTITION OF token_usage FOR VALUES FROM (%L) TO (%L)',
                        name,
                        uuid_v7_lowest(month_start),
                        uuid_v7_lowest((month_start AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC'));
                    made := made + 1;
                END IF;
                month_start := (month_start AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC';
            END LOOP;
            RETURN made;
        END
        $$;
        REVOKE ALL ON FUNCTION add_usage_partitions(integer) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION add_usage_partitions(integer) TO adcreator_app;
        SELECT add_usage_partitions(24);
        """;

    /// <summary>A person sees the own memberships and invitations before any organization is chosen, and accepts the latter.</summary>
    private const string OwnMemberships =
        """
        CREATE POLICY own ON memberships FOR SELECT
            USING (person_id = nullif(current_setting('app.person', true), '')::uuid);
        CREATE POLICY own ON invitations FOR SELECT
            USING (email = (SELECT p.email FROM people p
                            WHERE p.id = nullif(current_setting('app.person', true), '')::uuid AND p.email_verified));

        CREATE FUNCTION accept_invitations(accepting_person uuid) RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE accepted integer;
        BEGIN
            INSERT INTO memberships (organization_id, person_id, role, created_at)
            SELECT i.organization_id, p.id, i.role, now()
            FROM invitations i JOIN people p ON p.email = i.email AND p.email_verified AND p.disabled_at IS NULL
            WHERE p.id = accepting_person AND i.accepted_at IS NULL
            ON CONFLICT DO NOTHING;
            GET DIAGNOSTICS accepted = ROW_COUNT;
            UPDATE invitations i SET accepted_at = now()
            FROM people p
            WHERE p.id = accepting_person AND p.email = i.email AND p.email_verified AND p.disabled_at IS NULL
              AND i.accepted_at IS NULL;
            RETURN accepted;
        END
        $$;
        REVOKE ALL ON FUNCTION accept_invitations(uuid) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION accept_invitations(uuid) TO adcreator_app;
        """;
}
