using Microsoft.EntityFrameworkCore.Migrations;

namespace AdCreator.Migrations;

/// <summary>Walls of brand kits, versions, files, approvals and share links: their organization's rows alone, and what is history is never edited.</summary>
internal static class AdSetWalls
{
    /// <summary>Puts them up; the tables must be there.</summary>
    public static void Add(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddTenantWall("brand_fonts", "SELECT, INSERT, DELETE");
        migrationBuilder.AddTenantWall("claims");
        migrationBuilder.AddTenantWall("product_pictures");
        migrationBuilder.AddTenantWall("ad_versions", "SELECT, INSERT, UPDATE (review)");
        migrationBuilder.AddTenantWall("ad_files", "SELECT, INSERT, DELETE");
        migrationBuilder.AddTenantWall("ad_approvals", "SELECT, INSERT, UPDATE (revoked_at, revoked_by_person_id)");
        migrationBuilder.AddTenantWall("ad_comments", "SELECT, INSERT");
        migrationBuilder.AddTenantWall("share_links", "SELECT, INSERT, UPDATE (revoked_at)");
        migrationBuilder.Sql(FindOrganization);
    }

    /// <summary>Takes the function away; the policies go with their tables.</summary>
    public static void Remove(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("DROP FUNCTION find_share_link_organization(bytea);");

    private const string FindOrganization =
        """
        CREATE FUNCTION find_share_link_organization(hash bytea) RETURNS SETOF uuid
        LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = public, pg_temp AS $$
            SELECT organization_id FROM share_links WHERE secret_hash = hash
        $$;
        REVOKE ALL ON FUNCTION find_share_link_organization(bytea) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION find_share_link_organization(bytea) TO adcreator_app;
        """;
}
