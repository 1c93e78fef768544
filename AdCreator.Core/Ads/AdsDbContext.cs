using AdCreator.Core.Ads.Approvals;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Sharing;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Brands;
using AdCreator.Core.Files;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdCreator.Core.Data;

public sealed partial class AdCreatorDbContext
{
    public DbSet<AdRun> AdRuns => Set<AdRun>();

    public DbSet<Ad> Ads => Set<Ad>();

    public DbSet<BriefDraft> BriefDrafts => Set<BriefDraft>();

    public DbSet<AdVersion> AdVersions => Set<AdVersion>();

    public DbSet<AdFile> AdFiles => Set<AdFile>();

    public DbSet<AdApproval> AdApprovals => Set<AdApproval>();

    public DbSet<AdComment> AdComments => Set<AdComment>();

    public DbSet<ShareLink> ShareLinks => Set<ShareLink>();
}

internal sealed class AdRunConfiguration : IEntityTypeConfiguration<AdRun>
{
    public void Configure(EntityTypeBuilder<AdRun> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Brief).IsJson();
        builder.Property(r => r.Reference).IsJson();
        builder.Property(r => r.Tags).IsJson();
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
        builder.Property(a => a.Design).IsJson();
        builder.Property(a => a.Checks).IsJson();
        builder.Property(a => a.Revision).IsJson();
        builder.Property(a => a.ShapeScenes).IsJson();
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

internal sealed class AdVersionConfiguration : IEntityTypeConfiguration<AdVersion>
{
    public void Configure(EntityTypeBuilder<AdVersion> builder)
    {
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Hook).IsJson();
        builder.Property(v => v.Design).IsJson();
        builder.Property(v => v.Checks).IsJson();
        builder.Property(v => v.Review).IsJson();
        builder.Property(v => v.ShapeScenes).IsJson();
        builder.Property(v => v.ChangeWish).HasMaxLength(500);
        builder.HasIndex(v => new { v.AdId, v.Number }).IsUnique();
        builder.HasOne<Ad>().WithMany().HasForeignKey(v => v.AdId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AdFileConfiguration : IEntityTypeConfiguration<AdFile>
{
    public void Configure(EntityTypeBuilder<AdFile> builder)
    {
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.PlacementId).HasMaxLength(60);
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.Property(f => f.Checks).IsJson();
        builder.HasIndex(f => new { f.VersionId, f.PlacementId }).IsUnique();
        builder.HasIndex(f => new { f.OrganizationId, f.AdId });
        builder.HasOne<AdVersion>().WithMany().HasForeignKey(f => f.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Blob>().WithMany().HasForeignKey(f => f.BlobId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AdApprovalConfiguration : IEntityTypeConfiguration<AdApproval>
{
    public void Configure(EntityTypeBuilder<AdApproval> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Files).IsJson();
        builder.HasIndex(a => new { a.OrganizationId, a.AdId });
        builder.HasOne<AdVersion>().WithMany().HasForeignKey(a => a.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AdCommentConfiguration : IEntityTypeConfiguration<AdComment>
{
    public void Configure(EntityTypeBuilder<AdComment> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Text).HasMaxLength(AdComment.MaxLength);
        builder.HasIndex(c => new { c.OrganizationId, c.AdId, c.CreatedAt });
        builder.HasOne<AdVersion>().WithMany().HasForeignKey(c => c.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ShareLinkConfiguration : IEntityTypeConfiguration<ShareLink>
{
    public void Configure(EntityTypeBuilder<ShareLink> builder)
    {
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.SecretHash).HasMaxLength(32);
        builder.HasIndex(l => l.SecretHash);
        builder.HasIndex(l => new { l.OrganizationId, l.RunId });
        builder.HasOne<AdRun>().WithMany().HasForeignKey(l => l.RunId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.CreatedByPersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
