using Microsoft.EntityFrameworkCore.Migrations;

namespace AdCreator.Migrations;

/// <summary>Walls of <c>access_tokens</c>: row level security, and the one function that finds a token's organization by its hash.</summary>
internal static class AccessTokenWalls
{
    /// <summary>Puts them up; the table must be there.</summary>
    public static void Add(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddTenantWall("access_tokens", "SELECT, INSERT, UPDATE");
        migrationBuilder.Sql(FindOrganization);
    }

    /// <summary>Takes the function away; the policy goes with the table.</summary>
    public static void Remove(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("DROP FUNCTION find_access_token_organization(bytea);");

    private const string FindOrganization =
        """
        CREATE FUNCTION find_access_token_organization(hash bytea) RETURNS SETOF uuid
        LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = public, pg_temp AS $$
            SELECT organization_id FROM access_tokens WHERE secret_hash = hash
        $$;
        REVOKE ALL ON FUNCTION find_access_token_organization(bytea) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION find_access_token_organization(bytea) TO adcreator_app;
        """;
}
