using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Brands;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdCreator.Core.Data;

public sealed partial class AdCreatorDbContext
{
    public DbSet<AdRun> AdRuns => Set<AdRun>();

    public DbSet<Ad> Ads => Set<Ad>();

    public DbSet<BriefDraft> BriefDrafts => Set<BriefDraft>();
}

internal sealed class AdRunConfiguration : IEntityTypeConfiguration<AdRun>
{
    public void Configure(EntityTypeBuilder<AdRun> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Brief).IsJson();
        builder.Property(r => r.Reference).IsJson();
        builder.Property(r => r.ReferenceProblem).IsJson();
        builder.HasIndex(r => new { r.OrganizationId, r.IdempotencyKey }).IsUnique();
        builder.HasIndex(r => new { r.OrganizationId, r.CreatedAt });
        builder.HasOne<Brand>().WithMany().HasForeignKey(r => r.BrandId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Product>().WithMany().HasForeignKey(r => r.ProductId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AdConfiguration : IEntityTypeConfiguration<Ad>
{
    public void Configure(EntityTypeBuilder<Ad> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.Property(a => a.Hook).IsJson();
        builder.Property(a => a.Review).IsJson();
        builder.Property(a => a.Problem).IsJson();
        builder.Property(a => a.DecisionReason).HasMaxLength(500);
        builder.HasIndex(a => new { a.RunId, a.Number }).IsUnique();
        builder.HasIndex(a => new { a.OrganizationId, a.CreatedAt });
        builder.HasIndex(a => a.Stage);
        builder.HasOne<AdRun>().WithMany().HasForeignKey(a => a.RunId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BriefDraftConfiguration : IEntityTypeConfiguration<BriefDraft>
{
    public void Configure(EntityTypeBuilder<BriefDraft> builder)
    {
        builder.HasKey(d => new { d.OrganizationId, d.PersonId });
        builder.Property(d => d.Choices).IsJson();
    }
}
