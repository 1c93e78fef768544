using System.IO.Compression;
using System.Text.Json;

namespace AdCreator.Web.Commands.Backups;

/// <summary>What a backup is of: the first entry of its file.</summary>
/// <param name="Database">Kind of database: rows of one kind do not fit the other.</param>
/// <param name="Migration">The last migration that was applied: it decides which columns there are.</param>
/// <param name="CreatedAt">When the backup began, UTC.</param>
internal sealed record Manifest(string Database, string Migration, DateTimeOffset CreatedAt)
{
    private const string EntryName = "adcreator-backup.json";

    /// <summary>Writes it as an entry.</summary>
    public async Task WriteAsync(ZipArchive zip, CancellationToken cancellationToken)
    {
        await using var stream = await zip.CreateEntry(EntryName).OpenAsync(cancellationToken);
        await JsonSerializer.SerializeAsync(stream, this, JsonSerializerOptions.Web, cancellationToken);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="CommandException">The file is another kind of zip.</exception>
    public static async Task<Manifest> ReadAsync(ZipArchive zip, CancellationToken cancellationToken)
    {
        var entry = zip.GetEntry(EntryName) ?? throw new CommandException("The file is no backup of AdCreator.");
        await using var stream = await entry.OpenAsync(cancellationToken);
        try
        {
            return await JsonSerializer.DeserializeAsync<Manifest>(stream, JsonSerializerOptions.Web, cancellationToken)
                ?? throw new CommandException("The backup does not say what it is of.");
        }
        catch (JsonException)
        {
            throw new CommandException("The backup is damaged: what it says of itself cannot be read.");
        }
    }
}
