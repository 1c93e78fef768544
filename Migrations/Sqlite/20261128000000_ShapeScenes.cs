using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdCreator.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ShapeScenes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "shape_scenes",
                table: "ads",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "shape_scenes",
                table: "ad_versions",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<Guid>(
                name: "scene_blob_id",
                table: "ad_files",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "shape_scenes",
                table: "ads");

            migrationBuilder.DropColumn(
                name: "shape_scenes",
                table: "ad_versions");

            migrationBuilder.DropColumn(
                name: "scene_blob_id",
                table: "ad_files");
        }
    }
}
