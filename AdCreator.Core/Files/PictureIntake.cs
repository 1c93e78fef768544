using AdCreator.Core.Imaging;
using AdCreator.Core.Organizations;

namespace AdCreator.Core.Files;

/// <summary>Takes pictures that people give: checks, encodes anew, keeps.</summary>
public sealed class PictureIntake(BlobStore blobs, MembershipGuard guard)
{
    /// <summary>Reads at most 10 MB of the upload and keeps the picture, or says why not.</summary>
    /// <exception cref="AccessDeniedException">The actor is no member of the organization.</exception>
    public async Task<IntakeResult> AcceptAsync(Actor actor, Stream upload, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        var file = await ReadAsync(upload, cancellationToken);
        var check = file is null ? PictureInspector.TooManyBytes() : await PictureDecoder.CheckAsync(file.Value, cancellationToken);
        return check switch
        {
            PictureCheck.Accepted accepted => new IntakeResult.Accepted(await blobs.WriteAsync(actor.OrganizationId, accepted.Picture, cancellationToken)),
            PictureCheck.Refused refused => new IntakeResult.Refused(refused.Reason, refused.Remedy),
            _ => throw new InvalidOperationException($"Unknown case {check.GetType().Name}."),
        };
    }

    /// <summary>The whole upload; null as soon as it is longer than the limit.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream upload, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        var part = new byte[1 << 16];
        int count;
        while ((count = await upload.ReadAsync(part, cancellationToken)) > 0)
        {
            if (file.Length + count > PictureLimits.MaxBytes)
            {
                return null;
            }

            file.Write(part, 0, count);
        }

        return file.GetBuffer().AsMemory(0, (int)file.Length);
    }
}

/// <summary>What became of an upload.</summary>
public abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    /// <summary>Kept.</summary>
    public sealed record Accepted(Blob Blob) : IntakeResult;

    /// <summary>Not kept.</summary>
    /// <param name="Reason">What the file is or what is wrong with it, for people.</param>
    /// <param name="Remedy">What would be right.</param>
    public sealed record Refused(string Reason, string Remedy) : IntakeResult;
}
