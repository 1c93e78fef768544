using AdCreator.Core.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdCreator.Core.Data;

public sealed partial class AdCreatorDbContext
{
    public DbSet<Blob> Blobs => Set<Blob>();
}

internal sealed class BlobConfiguration : IEntityTypeConfiguration<Blob>
{
    public void Configure(EntityTypeBuilder<Blob> builder)
    {
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.MediaType).HasMaxLength(40);
        builder.Property(b => b.Sha256).HasMaxLength(64);
        builder.HasIndex(b => b.OrganizationId);
    }
}
