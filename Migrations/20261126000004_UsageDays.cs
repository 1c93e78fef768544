using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdCreator.Migrations
{
    /// <inheritdoc />
    public partial class UsageDays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "usage_by_time",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quarter = table.Column<long>(type: "bigint", nullable: false),
                    cost_state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    calls = table.Column<long>(type: "bigint", nullable: false),
                    cost_usd = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: false),
                    cost_usd_max = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: false),
                    input_tokens = table.Column<long>(type: "bigint", nullable: false),
                    output_tokens = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_by_time", x => new { x.organization_id, x.quarter, x.cost_state, x.is_demo });
                });

            migrationBuilder.CreateTable(
                name: "usage_days_by_brand",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quarter = table.Column<long>(type: "bigint", nullable: false),
                    cost_state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    brand_id = table.Column<Guid>(type: "uuid", nullable: false),
                    calls = table.Column<long>(type: "bigint", nullable: false),
                    cost_usd = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: false),
                    cost_usd_max = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: false),
                    input_tokens = table.Column<long>(type: "bigint", nullable: false),
                    output_tokens = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_days_by_brand", x => new { x.organization_id, x.quarter, x.brand_id, x.cost_state, x.is_demo });
                });

            migrationBuilder.CreateTable(
                name: "usage_days_by_kind",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quarter = table.Column<long>(type: "bigint", nullable: false),
                    cost_state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    model = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    operation = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    calls = table.Column<long>(type: "bigint", nullable: false),
                    cost_usd = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: false),
                    cost_usd_max = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: false),
                    input_tokens = table.Column<long>(type: "bigint", nullable: false),
                    output_tokens = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_days_by_kind", x => new { x.organization_id, x.quarter, x.model, x.operation, x.outcome, x.cost_state, x.is_demo });
                });

            migrationBuilder.CreateTable(
                name: "usage_days_by_person",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quarter = table.Column<long>(type: "bigint", nullable: false),
                    cost_state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    calls = table.Column<long>(type: "bigint", nullable: false),
                    cost_usd = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: false),
                    cost_usd_max = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: false),
                    input_tokens = table.Column<long>(type: "bigint", nullable: false),
                    output_tokens = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_days_by_person", x => new { x.organization_id, x.quarter, x.user_id, x.cost_state, x.is_demo });
                });

            UsageDaySums.Build(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "usage_by_time");

            migrationBuilder.DropTable(
                name: "usage_days_by_brand");

            migrationBuilder.DropTable(
                name: "usage_days_by_kind");

            migrationBuilder.DropTable(
                name: "usage_days_by_person");
        }
    }
}
