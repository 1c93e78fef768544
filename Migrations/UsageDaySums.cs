using Microsoft.EntityFrameworkCore.Migrations;

namespace AdCreator.Migrations;

/// <summary>Fills the coarser rollups from the quarter-hours that are there, and puts walls around them.</summary>
internal static class UsageDaySums
{
    private const string Sums = "calls, cost_usd, cost_usd_max, input_tokens, output_tokens";

    public static void Build(MigrationBuilder migrationBuilder)
    {
        Fill(migrationBuilder, "usage_by_time", "usage_by_kind", "quarter", "");
        Fill(migrationBuilder, "usage_days_by_kind", "usage_by_kind", Day, ", model, operation, outcome");
        Fill(migrationBuilder, "usage_days_by_person", "usage_by_person", Day, ", user_id");
        Fill(migrationBuilder, "usage_days_by_brand", "usage_by_brand", Day, ", brand_id");
    }

    /// <summary>The first quarter-hour of a day of UTC.</summary>
    private const string Day = "quarter / 96 * 96";

    private static void Fill(MigrationBuilder migrations, string table, string from, string start, string facts)
    {
        migrations.AddTenantWall(table);
        migrations.Sql(
            $"""
            INSERT INTO {table} (organization_id, quarter, cost_state, is_demo{facts}, {Sums})
            SELECT organization_id, {start}, cost_state, is_demo{facts}, sum(calls), sum(cost_usd), sum(cost_usd_max), sum(input_tokens), sum(output_tokens)
            FROM {from} GROUP BY organization_id, {start}, cost_state, is_demo{facts};
            """);
    }
}
