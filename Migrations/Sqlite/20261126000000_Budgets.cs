using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdCreator.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Budgets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "budget_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    scope = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    run_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    amount_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    granted_usd = table.Column<long>(type: "INTEGER", nullable: true),
                    answered_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_budget_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "spending_limits",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    scope = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    amount_usd = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_spending_limits", x => new { x.organization_id, x.scope, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "usage_by_brand",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quarter = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    calls = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_usd = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    cost_usd_max = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_by_brand", x => new { x.organization_id, x.quarter, x.brand_id, x.cost_state, x.is_demo });
                });

            migrationBuilder.CreateTable(
                name: "usage_by_kind",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quarter = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
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
                    table.PrimaryKey("pk_usage_by_kind", x => new { x.organization_id, x.quarter, x.model, x.operation, x.outcome, x.cost_state, x.is_demo });
                });

            migrationBuilder.CreateTable(
                name: "usage_by_person",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quarter = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    calls = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_usd = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    cost_usd_max = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_by_person", x => new { x.organization_id, x.quarter, x.user_id, x.cost_state, x.is_demo });
                });

            migrationBuilder.CreateTable(
                name: "usage_checks",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    checked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    compared_from = table.Column<long>(type: "INTEGER", nullable: false),
                    kept_from = table.Column<long>(type: "INTEGER", nullable: true),
                    calls = table.Column<long>(type: "INTEGER", nullable: false),
                    drift_usd = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    drift_calls = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_checks", x => x.organization_id);
                });

            migrationBuilder.CreateTable(
                name: "usage_counters",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    scope = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    period_start = table.Column<long>(type: "INTEGER", nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    settled_usd = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    held_usd = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    granted_usd = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_counters", x => new { x.organization_id, x.scope, x.subject_id, x.period_start, x.is_demo });
                });

            migrationBuilder.CreateIndex(
                name: "ix_budget_requests_organization_id_created_at",
                table: "budget_requests",
                columns: new[] { "organization_id", "created_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "budget_requests");

            migrationBuilder.DropTable(
                name: "spending_limits");

            migrationBuilder.DropTable(
                name: "usage_by_brand");

            migrationBuilder.DropTable(
                name: "usage_by_kind");

            migrationBuilder.DropTable(
                name: "usage_by_person");

            migrationBuilder.DropTable(
                name: "usage_checks");

            migrationBuilder.DropTable(
                name: "usage_counters");
        }
    }
}
