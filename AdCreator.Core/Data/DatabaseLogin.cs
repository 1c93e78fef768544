using Npgsql;

namespace AdCreator.Core.Data;

/// <summary>Checks that the app's login stands behind row level security: a superuser and the tables' owner do not.</summary>
/// <remarks>SQLite has no logins.</remarks>
public sealed class DatabaseLogin(DatabaseSettings settings)
{
    private const string Sql =
        """
        SELECT r.rolname, r.rolsuper OR r.rolbypassrls, EXISTS (
            SELECT FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
        FROM pg_roles r WHERE r.rolname = session_user
        """;

    /// <summary>What is wrong with the login, or null.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        if (settings.Kind != DatabaseKind.PostgreSql)
        {
            return null;
        }

        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
#pragma warning disable RS0030 // Asked as the plain login, outside any context; the text is a constant.
        await using var command = new NpgsqlCommand(Sql, connection);
#pragma warning restore RS0030
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (login, isAboveWalls, isOwner) = (reader.GetString(0), reader.GetBoolean(1), reader.GetBoolean(2));
        return isAboveWalls || isOwner
            ? $"{DataRegistration.ConnectionKey}: the login {login} {(isAboveWalls ? "is a superuser" : "owns the tables")}, so the walls between organizations do not hold for it. "
                + $"Use a login of its own, for example: CREATE ROLE adcreator_web LOGIN PASSWORD '…'; and keep {login} in {DataRegistration.MigrationsConnectionKey}."
            : null;
    }
}
