using AdCreator.Core.Organizations;
using AdCreator.Core.Pricing.Corrections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdCreator.Core.Data;

public sealed partial class AdCreatorDbContext
{
    public DbSet<PriceCorrection> PriceCorrections => Set<PriceCorrection>();
}

internal sealed class PriceCorrectionConfiguration : IEntityTypeConfiguration<PriceCorrection>
{
    public void Configure(EntityTypeBuilder<PriceCorrection> builder)
    {
        builder.ToTable("price_corrections");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Model).HasMaxLength(PriceChecks.MaxModelLength);
        builder.Property(c => c.Kind).HasMaxLength(40);
        builder.Property(c => c.Source).HasMaxLength(PriceChecks.MaxSourceLength);
        builder.Property(c => c.Note).HasMaxLength(PriceChecks.MaxNoteLength);
        builder.Property(c => c.Rates).IsJson();
        builder.Property(c => c.ImageTokens).IsJson();
        builder.HasIndex(c => new { c.OrganizationId, c.Model, c.EffectiveFrom });
        builder.HasOne<Organization>().WithMany().HasForeignKey(c => c.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
