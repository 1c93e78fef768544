using Microsoft.EntityFrameworkCore.Migrations;

namespace AdCreator.Migrations;

/// <summary>The wall of <c>price_corrections</c>: its organization's rows alone, which are added, marked as withdrawn, and never edited.</summary>
internal static class PriceCorrectionsWall
{
    public static void Build(MigrationBuilder migrationBuilder) => migrationBuilder.AddTenantWall(
        "price_corrections", "SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by_person_id)");
}
