using System.Globalization;
using System.IO.Compression;
using AdCreator.Core.Data;
using AdCreator.Web.Commands.Backups;

namespace AdCreator.Web.Commands;

/// <summary><c>backup FILE</c>: rows, pictures, keys and waiting usage of the installation in one zip, also while it runs.</summary>
/// <remarks>Rows come first: a row's picture was on the disk before the row, so none of them lacks its picture.</remarks>
internal static class BackupCommand
{
    /// <summary>Writes the file, whole or not at all, and says what is in it.</summary>
    public static async Task<string> RunAsync(IServiceProvider services, string[] arguments, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(arguments[0]);
        if (File.Exists(target))
        {
            throw new CommandException($"{target} exists already. Name a new file.");
        }

        var rows = Rows.Of(services);
        if (await rows.FindPendingAsync(cancellationToken) > 0)
        {
            throw new CommandException("The database is not up to date. Run the command migrate first.");
        }

        var temporary = $"{target}.{Environment.ProcessId}.tmp";
        try
        {
            int files;
            await using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                await using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                {
                    await new Manifest(rows.Kind, await rows.FindMigrationAsync(cancellationToken), services.GetRequiredService<TimeProvider>().GetUtcNow())
                        .WriteAsync(zip, cancellationToken);
                    await rows.WriteAsync(zip, temporary, cancellationToken);
                    files = await DataFiles.WriteAsync(zip, services.GetRequiredService<DataDirectory>(), cancellationToken);
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target);
            var size = new FileInfo(target).Length;
            return string.Create(CultureInfo.InvariantCulture, $"Backed up the {rows.Kind} database and {files} file(s) to {target} ({size:N0} bytes).");
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
