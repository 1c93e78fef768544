using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdCreator.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OrganizationDays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "usage_by_time");

            migrationBuilder.DropIndex(
                name: "ix_token_usage_organization_id",
                table: "token_usage");

            migrationBuilder.CreateTable(
                name: "usage_days_by_brand_and_kind",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quarter = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    model = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    operation = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    calls = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_usd = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    cost_usd_max = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_days_by_brand_and_kind", x => new { x.organization_id, x.quarter, x.brand_id, x.model, x.operation, x.outcome, x.cost_state, x.is_demo });
                });

            migrationBuilder.CreateTable(
                name: "usage_days_by_brand_and_person",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quarter = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    calls = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_usd = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    cost_usd_max = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_days_by_brand_and_person", x => new { x.organization_id, x.quarter, x.brand_id, x.user_id, x.cost_state, x.is_demo });
                });

            migrationBuilder.CreateTable(
                name: "usage_days_by_person_and_kind",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quarter = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    model = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    operation = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    calls = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_usd = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    cost_usd_max = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_days_by_person_and_kind", x => new { x.organization_id, x.quarter, x.user_id, x.model, x.operation, x.outcome, x.cost_state, x.is_demo });
                });

            migrationBuilder.CreateTable(
                name: "usage_days_marks",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quarter = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_days_marks", x => x.organization_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_usage_days_by_brand_and_kind_organization_id_brand_id_quarter",
                table: "usage_days_by_brand_and_kind",
                columns: new[] { "organization_id", "brand_id", "quarter" });

            migrationBuilder.CreateIndex(
                name: "ix_usage_days_by_brand_and_person_organization_id_brand_id_quarter",
                table: "usage_days_by_brand_and_person",
                columns: new[] { "organization_id", "brand_id", "quarter" });

            migrationBuilder.CreateIndex(
                name: "ix_usage_days_by_brand_and_person_organization_id_user_id_quarter",
                table: "usage_days_by_brand_and_person",
                columns: new[] { "organization_id", "user_id", "quarter" });

            migrationBuilder.CreateIndex(
                name: "ix_usage_days_by_person_and_kind_organization_id_user_id_quarter",
                table: "usage_days_by_person_and_kind",
                columns: new[] { "organization_id", "user_id", "quarter" });

            OrganizationDaySums.Build(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "usage_days_by_brand_and_kind");

            migrationBuilder.DropTable(
                name: "usage_days_by_brand_and_person");

            migrationBuilder.DropTable(
                name: "usage_days_by_person_and_kind");

            migrationBuilder.DropTable(
                name: "usage_days_marks");

            migrationBuilder.CreateTable(
                name: "usage_by_time",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quarter = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    calls = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_usd = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    cost_usd_max = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_by_time", x => new { x.organization_id, x.quarter, x.cost_state, x.is_demo });
                });

            migrationBuilder.CreateIndex(
                name: "ix_token_usage_organization_id",
                table: "token_usage",
                column: "organization_id",
                filter: "is_demo");
        }
    }
}
