using System.IO.Compression;
using AdCreator.Core.Data;
using AdCreator.Web.Commands.Backups;

namespace AdCreator.Web.Commands;

/// <summary><c>restore FILE</c>: what <c>backup</c> wrote, into an installation that holds nothing yet.</summary>
internal static class RestoreCommand
{
    /// <summary>Restores everything or nothing, and says what.</summary>
    public static async Task<string> RunAsync(IServiceProvider services, string[] arguments, CancellationToken cancellationToken)
    {
        var directory = services.GetRequiredService<DataDirectory>();
        var rows = Rows.Of(services);
        await using var zip = await OpenAsync(arguments[0], cancellationToken);
        var manifest = await Manifest.ReadAsync(zip, cancellationToken);
        await CheckAsync(manifest, rows, directory, cancellationToken);

        using var files = await DataFiles.StageAsync(zip, directory, cancellationToken);
        await rows.RestoreAsync(zip, files.MoveIn, cancellationToken);
        files.Keep();
        return $"Restored the backup of {manifest.CreatedAt:yyyy-MM-dd HH:mm} UTC: the {rows.Kind} database and {files.Count} file(s).";
    }

    private static async Task<ZipArchive> OpenAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await ZipFile.OpenReadAsync(file, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw new CommandException($"{file} is no backup of AdCreator.");
        }
    }

    private static async Task CheckAsync(Manifest manifest, Rows rows, DataDirectory directory, CancellationToken cancellationToken)
    {
        if (manifest.Database != rows.Kind)
        {
            throw new CommandException(
                $"The backup is of a {manifest.Database} database, and this installation is configured for {rows.Kind}. Change {DataRegistration.ConnectionKey}, or take another file.");
        }

        if (manifest.Migration != rows.ProgramMigration)
        {
            throw new CommandException(
                $"The backup was made at migration {manifest.Migration}, and this program is at {rows.ProgramMigration}. Restore it with the version of AdCreator that made it, then run migrate with this one.");
        }

        if (!await rows.IsEmptyAsync(cancellationToken) || DataFiles.Exist(directory))
        {
            throw new CommandException($"This installation holds data already, and nothing is overwritten. Restore into an empty database and an empty data directory (now {directory.Path}).");
        }
    }
}
