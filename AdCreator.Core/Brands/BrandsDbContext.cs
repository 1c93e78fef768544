using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Claims;
using AdCreator.Core.Brands.Pictures;
using AdCreator.Core.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdCreator.Core.Data;

public sealed partial class AdCreatorDbContext
{
    public DbSet<Brand> Brands => Set<Brand>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<ProductPicture> ProductPictures => Set<ProductPicture>();

    public DbSet<BrandFont> BrandFonts => Set<BrandFont>();

    public DbSet<Claim> Claims => Set<Claim>();
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
        builder.Property(b => b.Kit).IsJson();
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

internal sealed class ProductPictureConfiguration : IEntityTypeConfiguration<ProductPicture>
{
    public void Configure(EntityTypeBuilder<ProductPicture> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Property(p => p.Note).HasMaxLength(500);
        builder.HasIndex(p => new { p.OrganizationId, p.ProductId, p.Position });
        builder.HasIndex(p => new { p.ProductId, p.BlobId }).IsUnique();
        builder.HasOne<Product>().WithMany().HasForeignKey(p => p.ProductId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Blob>().WithMany().HasForeignKey(p => p.BlobId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Blob>().WithMany().HasForeignKey(p => p.CutoutBlobId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BrandFontConfiguration : IEntityTypeConfiguration<BrandFont>
{
    public void Configure(EntityTypeBuilder<BrandFont> builder)
    {
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Family).HasMaxLength(120);
        builder.Property(f => f.Style).HasMaxLength(60);
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.HasIndex(f => new { f.OrganizationId, f.BrandId, f.Sha256 }).IsUnique();
        builder.HasOne<Brand>().WithMany().HasForeignKey(f => f.BrandId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ClaimConfiguration : IEntityTypeConfiguration<Claim>
{
    public void Configure(EntityTypeBuilder<Claim> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Text).HasMaxLength(200);
        builder.Property(c => c.Source).HasMaxLength(300);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => new { c.OrganizationId, c.BrandId });
        builder.HasOne<Brand>().WithMany().HasForeignKey(c => c.BrandId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Product>().WithMany().HasForeignKey(c => c.ProductId).OnDelete(DeleteBehavior.Restrict);
    }
}
