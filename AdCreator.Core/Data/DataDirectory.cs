namespace AdCreator.Core.Data;

/// <summary>Where an installation keeps what is not in the database: blobs, keys, usage spools, and the SQLite file.</summary>
/// <param name="Path">Absolute path of an existing folder.</param>
public sealed record DataDirectory(string Path)
{
    /// <summary>A sub-folder, made when it is missing.</summary>
    public string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;
}
