namespace AdCreator.Core.Data;

/// <summary>Which database this process uses.</summary>
/// <param name="Kind">The engine.</param>
/// <param name="ConnectionString">The app's connection; on PostgreSQL it acts as the role <c>adcreator_app</c>.</param>
/// <param name="MigrationsConnectionString">The tables' owner, for migrating.</param>
public sealed record DatabaseSettings(DatabaseKind Kind, string ConnectionString, string MigrationsConnectionString)
{
    /// <summary>What is wrong with the connection strings, one line a fault that names its key; empty when nothing is.</summary>
    public IReadOnlyList<string> FindFaults() => Kind == DatabaseKind.Sqlite
        ? []
        : [.. Find(DataRegistration.ConnectionKey, ConnectionString).Concat(Find(DataRegistration.MigrationsConnectionKey, MigrationsConnectionString)).Take(1)];

    private static IEnumerable<string> Find(string key, string value) =>
        PostgreSqlDatabase.FindFault(value) is { } fault ? [$"{key}: {fault}."] : [];
}

/// <summary>A database engine that the product runs on.</summary>
public enum DatabaseKind
{
    Sqlite = 1,
    PostgreSql,
}
