using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdCreator.Migrations
{
    /// <inheritdoc />
    public partial class Reratings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "billed",
                table: "token_usage",
                type: "jsonb",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "usage_rerated_calls",
                columns: table => new
                {
                    rerating_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cost_usd = table.Column<decimal>(type: "numeric(18,10)", precision: 18, scale: 10, nullable: true),
                    cost_state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    price_version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    line_items = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_rerated_calls", x => new { x.rerating_id, x.call_id });
                });

            migrationBuilder.CreateTable(
                name: "usage_reratings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    model = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    calls = table.Column<long>(type: "bigint", nullable: false),
                    before_usd = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: false),
                    after_usd = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_reratings", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_usage_reratings_organization_id_created_at",
                table: "usage_reratings",
                columns: new[] { "organization_id", "created_at" });

            migrationBuilder.AddTenantWall("usage_reratings");
            migrationBuilder.AddTenantWall("usage_rerated_calls");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "usage_rerated_calls");

            migrationBuilder.DropTable(
                name: "usage_reratings");

            migrationBuilder.DropColumn(
                name: "billed",
                table: "token_usage");
        }
    }
}
