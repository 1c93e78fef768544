using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AdCreator.Core.Data;

/// <summary>Tells the session for which organization and person it works, each time a connection opens.</summary>
/// <remarks>
/// Queries run outside transactions too, so the setting belongs to the session; Npgsql resets it before the connection
/// is handed to anyone else. SQLite has no sessions to tell: there the query filter and the write guard are the walls.
/// </remarks>
internal sealed class PostgreSqlTenantInterceptor : DbConnectionInterceptor
{
    public static readonly PostgreSqlTenantInterceptor Instance = new();

    private const string Sql = "SELECT set_config('app.org', @organization, false), set_config('app.person', @person, false)";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = CreateCommand(connection, eventData);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = CreateCommand(connection, eventData);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand CreateCommand(DbConnection connection, ConnectionEndEventData eventData)
    {
        var context = (AdCreatorDbContext)eventData.Context!;
        var command = connection.CreateCommand();
        command.CommandText = Sql;
        Add(command, "organization", context.OrganizationId);
        Add(command, "person", context.PersonId);
        return command;
    }

    private static void Add(DbCommand command, string name, Guid id)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = id == Guid.Empty ? "" : id.ToString();
        command.Parameters.Add(parameter);
    }
}
