using Microsoft.EntityFrameworkCore.Migrations;

namespace AdCreator.Migrations;

/// <summary>Row level security and the app's rights on a table that belongs to organizations.</summary>
internal static class TenantWall
{
    /// <summary>What the app may do with a table unless a migration says less.</summary>
    public const string AllRights = "SELECT, INSERT, UPDATE, DELETE";

    /// <summary>Lets the app see and write the rows of one organization at a time: the one that its session names.</summary>
    public static void AddTenantWall(this MigrationBuilder migrations, string table, string rights = AllRights) => migrations.Sql(
        $"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY tenant ON {table}
            USING (organization_id = nullif(current_setting('app.org', true), '')::uuid)
            WITH CHECK (organization_id = nullif(current_setting('app.org', true), '')::uuid);
        GRANT {rights} ON {table} TO adcreator_app;
        """);
}
