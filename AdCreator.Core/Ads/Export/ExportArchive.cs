using System.IO.Compression;
using System.Security.Cryptography;
using AdCreator.Core.Files;

namespace AdCreator.Core.Ads.Export;

/// <summary>An archive whose files were all compared with their approvals, ready to be written.</summary>
public sealed class ExportArchive
{
    private readonly Guid organizationId;
    private readonly BlobStore blobs;
    private readonly Func<string?, Task> ended;
    private readonly byte[] manifest;

    internal ExportArchive(ExportPlan plan, Guid organizationId, BlobStore blobs, Func<string?, Task> ended)
    {
        (Plan, this.organizationId, this.blobs, this.ended) = (plan, organizationId, blobs, ended);
        manifest = new ExportManifest(plan).ToJson();
        ManifestSha256 = Convert.ToHexStringLower(SHA256.HashData(manifest));
    }

    /// <summary>What it holds.</summary>
    public ExportPlan Plan { get; }

    /// <summary>SHA-256 of <c>manifest.json</c>, lower-case hex.</summary>
    public string ManifestSha256 { get; }

    /// <summary>Writes the ZIP, one file at a time, and the entry of the audit log at its end. A stream that cannot seek is enough.</summary>
    /// <exception cref="ExportBrokenException">A file changed while it was written: what was written so far is no whole archive.</exception>
    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        var written = 0;
        try
        {
            // Left open when something fails: without its directory at the end nobody takes the rest for a whole archive.
            await using var outlet = new AsynchronousStream(stream);
            var archive = await ZipArchive.CreateAsync(outlet, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            await WriteWordsAsync(archive, cancellationToken);
            foreach (var file in Plan.Files)
            {
                await WriteFileAsync(archive, file, cancellationToken);
                written++;
            }

            await archive.DisposeAsync();
            await outlet.FlushAsync(cancellationToken);
        }
        catch
        {
            await ended($"broken off after {written} of {Plan.Files.Count} files");
            throw;
        }

        await ended(null);
    }

    private async Task WriteWordsAsync(ZipArchive archive, CancellationToken cancellationToken)
    {
        var words = new ExportManifest(Plan);
        foreach (var (name, bytes) in new[] { ("manifest.json", manifest), ("manifest.csv", words.ToCsv()), ("copy.csv", words.ToCopyCsv()) })
        {
            await using var entry = await OpenAsync(archive, name, Plan.Files.Max(f => f.ApprovedAt), cancellationToken);
            await entry.WriteAsync(bytes, cancellationToken);
        }
    }

    /// <summary>Copies a file and hashes what is copied, because it may change between the comparison and now.</summary>
    private async Task WriteFileAsync(ZipArchive archive, ExportFile file, CancellationToken cancellationToken)
    {
        await using var open = await blobs.OpenReadAsync(organizationId, file.BlobId, cancellationToken) ?? throw new ExportBrokenException(file.Path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var entry = await OpenAsync(archive, file.Path, file.ApprovedAt, cancellationToken))
        {
            var buffer = new byte[1 << 16];
            for (var count = 1; count > 0;)
            {
                count = await open.Content.ReadAsync(buffer, cancellationToken);
                hash.AppendData(buffer, 0, count);
                await entry.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Sha256)
        {
            throw new ExportBrokenException(file.Path);
        }
    }

    /// <summary>Pictures are compressed already, but streaming readers want the deflate method, whose fastest level makes them 5 % larger. Times are those of the approval: the same set gives the same archive.</summary>
    private static Task<Stream> OpenAsync(ZipArchive archive, string name, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = time.ToUniversalTime();
        return entry.OpenAsync(cancellationToken);
    }
}

/// <summary>A file changed while the archive was written.</summary>
public sealed class ExportBrokenException(string path) : IOException($"The file {path} changed while it was exported.");
