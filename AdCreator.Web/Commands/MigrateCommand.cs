using AdCreator.Core.Data;

namespace AdCreator.Web.Commands;

/// <summary><c>migrate</c>: for deployments without the SDK's tools.</summary>
internal static class MigrateCommand
{
    /// <summary>Applies what is pending, and says what it did.</summary>
    public static async Task<string> RunAsync(IServiceProvider services, string[] arguments, CancellationToken cancellationToken)
    {
        var migrator = services.GetRequiredService<DatabaseMigrator>();
        var pending = await migrator.FindPendingAsync(cancellationToken);
        await migrator.MigrateAsync(cancellationToken);
        return pending.Count == 0 ? "The database was up to date." : $"Applied: {string.Join(", ", pending)}";
    }
}
