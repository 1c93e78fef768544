using AdCreator.Core.Brands;
using AdCreator.Core.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdCreator.Core.Data;

public sealed partial class AdCreatorDbContext
{
    public DbSet<Brand> Brands => Set<Brand>();

    public DbSet<Product> Products => Set<Product>();
}

internal sealed class BrandConfiguration : IEntityTypeConfiguration<Brand>
{
    public void Configure(EntityTypeBuilder<Brand> builder)
    {
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Name).HasMaxLength(120);
        builder.Property(b => b.Tone).HasMaxLength(500);
        builder.Property(b => b.Version).IsConcurrencyToken();
        builder.Property(b => b.Color).HasMaxLength(7);
        builder.HasIndex(b => new { b.OrganizationId, b.Name }).IsUnique();
    }
}

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Name).HasMaxLength(200);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Property(p => p.Currency).HasMaxLength(3);
        builder.Property(p => p.Offer).HasMaxLength(120);
        builder.Property(p => p.Benefits).IsJson();
        builder.HasIndex(p => new { p.OrganizationId, p.BrandId, p.Name }).IsUnique();
        builder.HasOne<Brand>().WithMany().HasForeignKey(p => p.BrandId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Blob>().WithMany().HasForeignKey(p => p.PictureBlobId).OnDelete(DeleteBehavior.Restrict);
    }
}
