using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdCreator.Migrations
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
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scope = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: true),
                    amount_usd = table.Column<decimal>(type: "numeric(18,10)", precision: 18, scale: 10, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    granted_usd = table.Column<decimal>(type: "numeric(18,10)", precision: 18, scale: 10, nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_budget_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "spending_limits",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scope = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount_usd = table.Column<decimal>(type: "numeric(18,10)", precision: 18, scale: 10, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_spending_limits", x => new { x.organization_id, x.scope, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "usage_by_brand",
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
                    table.PrimaryKey("pk_usage_by_brand", x => new { x.organization_id, x.quarter, x.brand_id, x.cost_state, x.is_demo });
                });

            migrationBuilder.CreateTable(
                name: "usage_by_kind",
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
                    table.PrimaryKey("pk_usage_by_kind", x => new { x.organization_id, x.quarter, x.model, x.operation, x.outcome, x.cost_state, x.is_demo });
                });

            migrationBuilder.CreateTable(
                name: "usage_by_person",
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
                    table.PrimaryKey("pk_usage_by_person", x => new { x.organization_id, x.quarter, x.user_id, x.cost_state, x.is_demo });
                });

            migrationBuilder.CreateTable(
                name: "usage_checks",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    checked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    compared_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    kept_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    calls = table.Column<long>(type: "bigint", nullable: false),
                    drift_usd = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: false),
                    drift_calls = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_checks", x => x.organization_id);
                });

            migrationBuilder.CreateTable(
                name: "usage_counters",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scope = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    period_start = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    settled_usd = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: false),
                    held_usd = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: false),
                    granted_usd = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_counters", x => new { x.organization_id, x.scope, x.subject_id, x.period_start, x.is_demo });
                });

            migrationBuilder.CreateIndex(
                name: "ix_budget_requests_organization_id_created_at",
                table: "budget_requests",
                columns: new[] { "organization_id", "created_at" });

            foreach (var table in new[] { "budget_requests", "spending_limits", "usage_by_brand", "usage_by_kind", "usage_by_person", "usage_checks", "usage_counters" })
            {
                migrationBuilder.AddTenantWall(table);
            }
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
