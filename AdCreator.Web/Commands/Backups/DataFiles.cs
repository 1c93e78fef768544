using System.IO.Compression;
using AdCreator.Core.Data;

namespace AdCreator.Web.Commands.Backups;

/// <summary>What an installation keeps beside its database: pictures, keys, usage that waits for the database.</summary>
internal sealed class DataFiles : IDisposable
{
    private const string Prefix = "files/";
    private static readonly string[] Folders = ["blobs", "keys", "spool"];

    private readonly string home;
    private readonly string staging;
    private readonly List<string> moved = [];
    private bool isKept;

    private DataFiles(string home, string staging) => (this.home, this.staging) = (home, staging);

    /// <summary>Files of the backup.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a data directory holds pictures or waiting usage; keys alone are made by any start.</summary>
    public static bool Exist(DataDirectory directory) => FilesOf(directory.Path)
        .Any(file => !file.StartsWith("keys", StringComparison.Ordinal) && new FileInfo(Path.Combine(directory.Path, file)).Length > 0);

    /// <summary>Writes the files as entries; gives their number.</summary>
    public static async Task<int> WriteAsync(ZipArchive zip, DataDirectory directory, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var file in FilesOf(directory.Path).Where(f => !f.EndsWith(".tmp", StringComparison.Ordinal)))
        {
            // Shared with a running process; what it deletes meanwhile has reached the database or was nobody's.
            var path = Path.Combine(directory.Path, file);
            if (!File.Exists(path))
            {
                continue;
            }

            await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await using var target = await zip.CreateEntry(Prefix + file.Replace('\\', '/'), CompressionLevel.Fastest).OpenAsync(cancellationToken);
            await source.CopyToAsync(target, cancellationToken);
            count++;
        }

        return count;
    }

    /// <summary>Unpacks the files beside the places where they belong.</summary>
    public static async Task<DataFiles> StageAsync(ZipArchive zip, DataDirectory directory, CancellationToken cancellationToken)
    {
        var files = new DataFiles(directory.Path, Path.Combine(directory.Path, $"restore-{Environment.ProcessId}"));
        try
        {
            foreach (var entry in zip.Entries.Where(e => e.FullName.StartsWith(Prefix, StringComparison.Ordinal)))
            {
                await files.StageAsync(entry, cancellationToken);
            }

            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>Moves the files to their places; until <see cref="Keep"/> is called, disposing takes them away again.</summary>
    public void MoveIn()
    {
        foreach (var file in FilesOf(staging))
        {
            var target = Path.Combine(home, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(Path.Combine(staging, file), target, overwrite: true);
            moved.Add(target);
        }
    }

    /// <summary>The restore is complete.</summary>
    public void Keep() => isKept = true;

    public void Dispose()
    {
        if (!isKept)
        {
            moved.ForEach(File.Delete);
        }

        if (Directory.Exists(staging))
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private async Task StageAsync(ZipArchiveEntry entry, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(Path.Combine(staging, entry.FullName[Prefix.Length..]));
        if (!Folders.Any(folder => path.StartsWith(Path.Combine(staging, folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
        {
            throw new CommandException($"The backup is damaged: {entry.FullName} lies outside of what is backed up.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await entry.ExtractToFileAsync(path, cancellationToken);
        Count++;
    }

    /// <summary>Relative paths of everything that is backed up.</summary>
    private static List<string> FilesOf(string home) => Folders
        .Select(folder => Path.Combine(home, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(home, file))
        .ToList();
}
