using Microsoft.EntityFrameworkCore.Migrations;

namespace AdCreator.Migrations;

/// <summary>Puts walls around the new sums of days, and empties those of UTC: the program fills them with the days of each organization.</summary>
internal static class OrganizationDaySums
{
    public static void Build(MigrationBuilder migrationBuilder)
    {
        foreach (var table in new[] { "usage_days_by_brand_and_kind", "usage_days_by_brand_and_person", "usage_days_by_person_and_kind", "usage_days_marks" })
        {
            migrationBuilder.AddTenantWall(table);
        }

        migrationBuilder.Sql("DELETE FROM usage_days_by_brand; DELETE FROM usage_days_by_kind; DELETE FROM usage_days_by_person;");
    }
}
