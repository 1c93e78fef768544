using Microsoft.EntityFrameworkCore.Migrations;

namespace AdCreator.Migrations;

/// <summary>The wall of <c>price_corrections</c>: its organization's rows alone, which are added, marked as withdrawn, and never edited.</summary>
internal static class PriceCorrectionsWall
{
    public static void Build(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE price_corrections ENABLE ROW LEVEL SECURITY;
        CREATE POLICY tenant ON price_corrections
            USING (organization_id = nullif(current_setting('app.org', true), '')::uuid)
            WITH CHECK (organization_id = nullif(current_setting('app.org', true), '')::uuid);
        GRANT SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by_person_id) ON price_corrections TO adcreator_app;
        """);
}
