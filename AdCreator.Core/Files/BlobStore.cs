using System.Security.Cryptography;
using AdCreator.Core.Data;
using AdCreator.Core.Imaging;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Files;

/// <summary>Keeps pictures: bytes in the data directory, one row each in <c>blobs</c>.</summary>
/// <remarks>
/// Names on disk are ours: organization and id. Bytes are durable before the row is written, so that a row always has
/// its bytes; bytes without a row are the leftover of a crash and belong to nobody.
/// </remarks>
public sealed class BlobStore(AdCreatorDb database, DataDirectory directory, MembershipGuard guard, TimeProvider time)
{
    /// <summary>Keeps a picture that this program made or encoded anew.</summary>
    /// <param name="organizationId">Its owner. The caller has checked that the actor may write for it.</param>
    public async Task<Blob> WriteAsync(Guid organizationId, EncodedPicture picture, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var blob = new Blob
        {
            Id = NewId.At(now),
            OrganizationId = organizationId,
            MediaType = picture.MediaType,
            ByteCount = picture.Bytes.Length,
            Width = picture.Width,
            Height = picture.Height,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(picture.Bytes.Span)),
            CreatedAt = now,
        };
        await WriteDurablyAsync(PathOf(blob.OrganizationId, blob.Id), picture.Bytes, cancellationToken);
        await using var context = database.Open(organizationId);
        context.Blobs.Add(blob);
        await context.SaveChangesAsync(cancellationToken);
        return blob;
    }

    /// <summary>A picture for somebody to look at; null for an unknown id, a foreign one, and somebody who is no member.</summary>
    public async Task<OpenBlob?> OpenReadAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        if (await guard.FindRoleAsync(actor, $"blob:{id}", cancellationToken) is null)
        {
            return null;
        }

        var open = await OpenReadAsync(actor.OrganizationId, id, cancellationToken);
        if (open is null)
        {
            // A foreign id and an unknown one look the same from here; either may be somebody who tries ids.
            await guard.DenyAsync(actor, $"blob:{id}", "the organization has no such picture", cancellationToken);
        }

        return open;
    }

    /// <summary>A picture for work of its organization; null for an unknown id and a foreign one.</summary>
    public async Task<OpenBlob?> OpenReadAsync(Guid organizationId, Guid id, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        var blob = await context.Blobs.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, cancellationToken);
        if (blob is null)
        {
            return null;
        }

        return new OpenBlob(blob, new FileStream(PathOf(organizationId, id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true));
    }

    /// <summary>All bytes of a picture, at most some megabytes; null for an unknown id and a foreign one.</summary>
    public async Task<BlobContent?> ReadAsync(Guid organizationId, Guid id, CancellationToken cancellationToken)
    {
        await using var open = await OpenReadAsync(organizationId, id, cancellationToken);
        if (open is null)
        {
            return null;
        }

        var bytes = new byte[open.Content.Length];
        await open.Content.ReadExactlyAsync(bytes, cancellationToken);
        return new BlobContent(open.Blob, bytes);
    }

    private static async Task WriteDurablyAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + ".tmp";
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
            {
                await file.WriteAsync(bytes, cancellationToken);
                await file.FlushAsync(cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private string PathOf(Guid organizationId, Guid id) =>
        Path.Combine(directory.Folder("blobs"), organizationId.ToString("N"), id.ToString("N"));
}

/// <summary>A picture's row and its open bytes.</summary>
public sealed record OpenBlob(Blob Blob, Stream Content) : IAsyncDisposable
{
    /// <summary>Closes the bytes.</summary>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>A picture's row and its bytes.</summary>
public sealed record BlobContent(Blob Blob, ReadOnlyMemory<byte> Bytes);
