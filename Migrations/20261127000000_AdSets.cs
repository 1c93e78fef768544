using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdCreator.Migrations
{
    /// <inheritdoc />
    public partial class AdSets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "can_approve",
                table: "memberships",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "kit",
                table: "brands",
                type: "jsonb",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<string>(
                name: "checks",
                table: "ads",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "design",
                table: "ads",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "revision",
                table: "ads",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "review_wanted",
                table: "ads",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<Guid>(
                name: "version_id",
                table: "ads",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "version_number",
                table: "ads",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "tags",
                table: "ad_runs",
                type: "jsonb",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.CreateTable(
                name: "ad_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ad_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    cause = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    change_wish = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    hook = table.Column<string>(type: "jsonb", nullable: false),
                    design = table.Column<string>(type: "jsonb", nullable: true),
                    scene_blob_id = table.Column<Guid>(type: "uuid", nullable: false),
                    final_blob_id = table.Column<Guid>(type: "uuid", nullable: false),
                    checks = table.Column<string>(type: "jsonb", nullable: true),
                    review = table.Column<string>(type: "jsonb", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ad_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_ad_versions_ads_ad_id",
                        column: x => x.ad_id,
                        principalTable: "ads",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "brand_fonts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    brand_id = table.Column<Guid>(type: "uuid", nullable: false),
                    family = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    style = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    file = table.Column<byte[]>(type: "bytea", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_brand_fonts", x => x.id);
                    table.ForeignKey(
                        name: "fk_brand_fonts_brands_brand_id",
                        column: x => x.brand_id,
                        principalTable: "brands",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "claims",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    brand_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    created_by_person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_claims_brands_brand_id",
                        column: x => x.brand_id,
                        principalTable: "brands",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_claims_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "product_pictures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    blob_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cutout_blob_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    confidence = table.Column<double>(type: "double precision", nullable: true),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_pictures", x => x.id);
                    table.ForeignKey(
                        name: "fk_product_pictures_blobs_blob_id",
                        column: x => x.blob_id,
                        principalTable: "blobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_product_pictures_blobs_cutout_blob_id",
                        column: x => x.cutout_blob_id,
                        principalTable: "blobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_product_pictures_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "share_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    created_by_person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_share_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_share_links_ad_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "ad_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_share_links_people_created_by_person_id",
                        column: x => x.created_by_person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ad_approvals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ad_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    files = table.Column<string>(type: "jsonb", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_by_person_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ad_approvals", x => x.id);
                    table.ForeignKey(
                        name: "fk_ad_approvals_ad_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "ad_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ad_approvals_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ad_comments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ad_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ad_comments", x => x.id);
                    table.ForeignKey(
                        name: "fk_ad_comments_ad_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "ad_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ad_comments_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ad_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ad_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    placement_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    blob_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    byte_count = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    checks = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ad_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_ad_files_ad_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "ad_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ad_files_blobs_blob_id",
                        column: x => x.blob_id,
                        principalTable: "blobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_ad_approvals_organization_id_ad_id",
                table: "ad_approvals",
                columns: new[] { "organization_id", "ad_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ad_approvals_person_id",
                table: "ad_approvals",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_ad_approvals_version_id",
                table: "ad_approvals",
                column: "version_id");

            migrationBuilder.CreateIndex(
                name: "ix_ad_comments_organization_id_ad_id_created_at",
                table: "ad_comments",
                columns: new[] { "organization_id", "ad_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_ad_comments_person_id",
                table: "ad_comments",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_ad_comments_version_id",
                table: "ad_comments",
                column: "version_id");

            migrationBuilder.CreateIndex(
                name: "ix_ad_files_blob_id",
                table: "ad_files",
                column: "blob_id");

            migrationBuilder.CreateIndex(
                name: "ix_ad_files_organization_id_ad_id",
                table: "ad_files",
                columns: new[] { "organization_id", "ad_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ad_files_version_id_placement_id",
                table: "ad_files",
                columns: new[] { "version_id", "placement_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ad_versions_ad_id_number",
                table: "ad_versions",
                columns: new[] { "ad_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_brand_fonts_brand_id",
                table: "brand_fonts",
                column: "brand_id");

            migrationBuilder.CreateIndex(
                name: "ix_brand_fonts_organization_id_brand_id_sha256",
                table: "brand_fonts",
                columns: new[] { "organization_id", "brand_id", "sha256" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_claims_brand_id",
                table: "claims",
                column: "brand_id");

            migrationBuilder.CreateIndex(
                name: "ix_claims_organization_id_brand_id",
                table: "claims",
                columns: new[] { "organization_id", "brand_id" });

            migrationBuilder.CreateIndex(
                name: "ix_claims_product_id",
                table: "claims",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_product_pictures_blob_id",
                table: "product_pictures",
                column: "blob_id");

            migrationBuilder.CreateIndex(
                name: "ix_product_pictures_cutout_blob_id",
                table: "product_pictures",
                column: "cutout_blob_id");

            migrationBuilder.CreateIndex(
                name: "ix_product_pictures_organization_id_product_id_position",
                table: "product_pictures",
                columns: new[] { "organization_id", "product_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_product_pictures_product_id_blob_id",
                table: "product_pictures",
                columns: new[] { "product_id", "blob_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_share_links_created_by_person_id",
                table: "share_links",
                column: "created_by_person_id");

            migrationBuilder.CreateIndex(
                name: "ix_share_links_organization_id_run_id",
                table: "share_links",
                columns: new[] { "organization_id", "run_id" });

            migrationBuilder.CreateIndex(
                name: "ix_share_links_run_id",
                table: "share_links",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "ix_share_links_secret_hash",
                table: "share_links",
                column: "secret_hash");

            AdSetWalls.Add(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ad_approvals");

            migrationBuilder.DropTable(
                name: "ad_comments");

            migrationBuilder.DropTable(
                name: "ad_files");

            migrationBuilder.DropTable(
                name: "brand_fonts");

            migrationBuilder.DropTable(
                name: "claims");

            migrationBuilder.DropTable(
                name: "product_pictures");

            migrationBuilder.DropTable(
                name: "share_links");

            migrationBuilder.DropTable(
                name: "ad_versions");

            migrationBuilder.DropColumn(
                name: "can_approve",
                table: "memberships");

            migrationBuilder.DropColumn(
                name: "kit",
                table: "brands");

            migrationBuilder.DropColumn(
                name: "checks",
                table: "ads");

            migrationBuilder.DropColumn(
                name: "design",
                table: "ads");

            migrationBuilder.DropColumn(
                name: "revision",
                table: "ads");

            migrationBuilder.DropColumn(
                name: "review_wanted",
                table: "ads");

            migrationBuilder.DropColumn(
                name: "version_id",
                table: "ads");

            migrationBuilder.DropColumn(
                name: "version_number",
                table: "ads");

            migrationBuilder.DropColumn(
                name: "tags",
                table: "ad_runs");

            AdSetWalls.Remove(migrationBuilder);
        }
    }
}
