using Microsoft.EntityFrameworkCore.Migrations;

namespace AdCreator.Migrations.Sqlite;

/// <summary>Empties the sums of days of UTC: the program fills them with the days of each organization.</summary>
internal static class OrganizationDaySums
{
    public static void Build(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DELETE FROM usage_days_by_brand; DELETE FROM usage_days_by_kind; DELETE FROM usage_days_by_person;");
    }
}
