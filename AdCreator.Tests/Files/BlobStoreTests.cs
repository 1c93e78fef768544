using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Data;
using AdCreator.Tests.Imaging;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using Xunit;

namespace AdCreator.Tests.Files;

public sealed class BlobStoreTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("adcreator-blobs-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_accepted_picture_can_be_read_by_its_organization_alone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (owner, other) = (await database.AddActorAsync(), await database.AddActorAsync(name: "Other"));
        var (blobs, intake) = StoreOf(database);

        var accepted = Assert.IsType<IntakeResult.Accepted>(await intake.AcceptAsync(owner, new MemoryStream(PictureFiles.Png(60, 40, SKColors.Teal)), Token));

        var own = await blobs.ReadAsync(owner.OrganizationId, accepted.Blob.Id, Token);
        Assert.Equal(accepted.Blob.ByteCount, own!.Bytes.Length);
        Assert.Equal(accepted.Blob.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(own.Bytes.Span)));
        Assert.Null(await blobs.OpenReadAsync(other, accepted.Blob.Id, Token));
        Assert.Null(await blobs.OpenReadAsync(other.OrganizationId, accepted.Blob.Id, Token));
        Assert.Null(await blobs.OpenReadAsync(owner, Guid.Empty, Token));
        Assert.Null(await blobs.OpenReadAsync(owner with { PersonId = other.PersonId }, accepted.Blob.Id, Token));
    }

    [Fact]
    public async Task A_stranger_may_not_give_pictures()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var (owner, other) = (await database.AddActorAsync(), await database.AddActorAsync(name: "Other"));
        var (_, intake) = StoreOf(database);

        await Assert.ThrowsAsync<AccessDeniedException>(() => intake.AcceptAsync(owner with { PersonId = other.PersonId }, new MemoryStream(PictureFiles.Png(60, 40, SKColors.Teal)), Token));

        Assert.Empty(folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task An_endless_upload_is_read_no_further_than_the_limit()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var (_, intake) = StoreOf(database);
        using var endless = new EndlessStream();

        var refused = Assert.IsType<IntakeResult.Refused>(await intake.AcceptAsync(await database.AddActorAsync(), endless, Token));

        Assert.Contains("10 MB", refused.Reason, StringComparison.Ordinal);
        Assert.InRange(endless.Given, 1, 11 * 1024 * 1024);
    }

    [Fact]
    public async Task A_refused_file_leaves_neither_row_nor_bytes()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var actor = await database.AddActorAsync();
        var (_, intake) = StoreOf(database);

        Assert.IsType<IntakeResult.Refused>(await intake.AcceptAsync(actor, new MemoryStream("GIF89a"u8.ToArray()), Token));

        await using var context = database.Database.Open(actor.OrganizationId);
        Assert.Equal(0, await context.Blobs.CountAsync(Token));
        Assert.Empty(folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task C3_names_on_disk_are_ours_and_no_temporary_file_stays()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var actor = await database.AddActorAsync();
        var (_, intake) = StoreOf(database);

        var accepted = Assert.IsType<IntakeResult.Accepted>(await intake.AcceptAsync(actor, new MemoryStream(PictureFiles.Png(60, 40, SKColors.Teal)), Token));

        var file = Assert.Single(folder.EnumerateFiles("*", SearchOption.AllDirectories));
        Assert.Equal(Path.Combine(folder.FullName, "blobs", actor.OrganizationId.ToString("N"), accepted.Blob.Id.ToString("N")), file.FullName);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private (BlobStore Blobs, PictureIntake Intake) StoreOf(TestDatabase database)
    {
        var guard = database.Guard;
        var blobs = new BlobStore(database.Database, new DataDirectory(folder.FullName), guard, TimeProvider.System);
        return (blobs, new PictureIntake(blobs, guard));
    }

    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
