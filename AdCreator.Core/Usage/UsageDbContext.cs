using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Queries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdCreator.Core.Data;

public sealed partial class AdCreatorDbContext
{
    public DbSet<UsageRecord> TokenUsage => Set<UsageRecord>();

    public DbSet<UsageReservation> UsageReservations => Set<UsageReservation>();
}

internal sealed class UsageRecordConfiguration : IEntityTypeConfiguration<UsageRecord>
{
    public void Configure(EntityTypeBuilder<UsageRecord> builder)
    {
        builder.ToTable("token_usage");
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.Provider).HasMaxLength(40);
        builder.Property(u => u.Model).HasMaxLength(120);
        builder.Property(u => u.ModelRequested).HasMaxLength(120);
        builder.Property(u => u.ToolName).HasMaxLength(80);
        builder.Property(u => u.Operation).HasMaxLength(80);
        builder.Property(u => u.UnitType).HasMaxLength(40);
        builder.Property(u => u.TraceId).HasMaxLength(32);
        builder.Property(u => u.LineItems).IsJson();
        builder.Property(u => u.RequestMetadata).IsJson();
        builder.HasIndex(u => new { u.OrganizationId, u.CreatedAt, u.Id }).IsDescending(false, true, true);
        builder.HasIndex(u => u.AdId);
        builder.HasIndex(u => u.RunId);

        // Whether there are demo calls at all is asked at every look: the index is empty where none are made.
        builder.HasIndex(u => u.OrganizationId).HasFilter("is_demo");
        QuarterHour.AddTo(builder.Metadata.Model);
    }
}

internal sealed class UsageReservationConfiguration : IEntityTypeConfiguration<UsageReservation>
{
    public void Configure(EntityTypeBuilder<UsageReservation> builder)
    {
        builder.ToTable("usage_reservations");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Provider).HasMaxLength(40);
        builder.Property(r => r.Model).HasMaxLength(120);
        builder.Property(r => r.ToolName).HasMaxLength(80);
        builder.Property(r => r.Operation).HasMaxLength(80);
        builder.Property(r => r.UnitType).HasMaxLength(40);
        builder.Property(r => r.TraceId).HasMaxLength(32);
        builder.HasIndex(r => new { r.OrganizationId, r.ExpiresAt });
    }
}
