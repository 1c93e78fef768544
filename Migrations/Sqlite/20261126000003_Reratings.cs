using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdCreator.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "usage_rerated_calls",
                columns: table => new
                {
                    rerating_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    call_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    cost_usd = table.Column<long>(type: "INTEGER", nullable: true),
                    cost_state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    price_version_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    line_items = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_rerated_calls", x => new { x.rerating_id, x.call_id });
                });

            migrationBuilder.CreateTable(
                name: "usage_reratings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    model = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    from = table.Column<long>(type: "INTEGER", nullable: false),
                    to = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    calls = table.Column<long>(type: "INTEGER", nullable: false),
                    before_usd = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    after_usd = table.Column<long>(type: "INTEGER", precision: 28, scale: 10, nullable: false),
                    undone_at = table.Column<long>(type: "INTEGER", nullable: true),
                    undone_by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_reratings", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_usage_reratings_organization_id_created_at",
                table: "usage_reratings",
                columns: new[] { "organization_id", "created_at" });
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
