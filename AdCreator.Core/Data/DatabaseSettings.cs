namespace AdCreator.Core.Data;

/// <summary>Which database this process uses.</summary>
/// <param name="Kind">The engine.</param>
/// <param name="ConnectionString">The app's connection; on PostgreSQL it acts as the role <c>adcreator_app</c>.</param>
/// <param name="MigrationsConnectionString">The tables' owner, for migrating.</param>
public sealed record DatabaseSettings(DatabaseKind Kind, string ConnectionString, string MigrationsConnectionString);

/// <summary>A database engine that the product runs on.</summary>
public enum DatabaseKind
{
    Sqlite = 1,
    PostgreSql,
}
