using Microsoft.EntityFrameworkCore.Migrations;

namespace AdCreator.Migrations.Sqlite;

/// <summary>Prices are added, marked as withdrawn, and never edited. On PostgreSQL the app's role lacks the right; SQLite has no rights.</summary>
internal static class PriceCorrectionsWall
{
    public static void Build(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TRIGGER price_corrections_no_update BEFORE UPDATE OF
            id, organization_id, model, kind, effective_from, effective_to, rates, image_tokens, source, note, created_by_person_id, created_at
            ON price_corrections
        BEGIN
            SELECT RAISE(ABORT, 'prices are never changed');
        END;
        CREATE TRIGGER price_corrections_no_delete BEFORE DELETE ON price_corrections
        BEGIN
            SELECT RAISE(ABORT, 'prices are never deleted');
        END;
        """);
}
