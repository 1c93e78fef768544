using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Core.Usage.Queries;
using AdCreator.Core.Usage.Reconciliation;
using AdCreator.Core.Usage.Reratings;
using AdCreator.Core.Usage.Rollups;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdCreator.Core.Data;

public sealed partial class AdCreatorDbContext
{
    public DbSet<UsageRecord> TokenUsage => Set<UsageRecord>();

    public DbSet<UsageReservation> UsageReservations => Set<UsageReservation>();

    public DbSet<UsageByKind> UsageByKind => Set<UsageByKind>();

    public DbSet<UsageByPerson> UsageByPerson => Set<UsageByPerson>();

    public DbSet<UsageByBrand> UsageByBrand => Set<UsageByBrand>();

    public DbSet<UsageDayByKind> UsageDaysByKind => Set<UsageDayByKind>();

    public DbSet<UsageDayByPerson> UsageDaysByPerson => Set<UsageDayByPerson>();

    public DbSet<UsageDayByBrand> UsageDaysByBrand => Set<UsageDayByBrand>();

    public DbSet<UsageDayByPersonAndKind> UsageDaysByPersonAndKind => Set<UsageDayByPersonAndKind>();

    public DbSet<UsageDayByBrandAndKind> UsageDaysByBrandAndKind => Set<UsageDayByBrandAndKind>();

    public DbSet<UsageDayByBrandAndPerson> UsageDaysByBrandAndPerson => Set<UsageDayByBrandAndPerson>();

    public DbSet<DaysMark> DaysMarks => Set<DaysMark>();

    public DbSet<UsageCounter> UsageCounters => Set<UsageCounter>();

    public DbSet<UsageCheck> UsageChecks => Set<UsageCheck>();

    public DbSet<SpendingLimit> SpendingLimits => Set<SpendingLimit>();

    public DbSet<BudgetRequest> BudgetRequests => Set<BudgetRequest>();

    public DbSet<Rerating> Reratings => Set<Rerating>();

    public DbSet<ReratedCall> ReratedCalls => Set<ReratedCall>();
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
        builder.Property(u => u.Billed).IsJson(JsonColumn.Sparse);
        builder.Property(u => u.RequestMetadata).IsJson();
        builder.HasIndex(u => new { u.OrganizationId, u.CreatedAt, u.Id }).IsDescending(false, true, true);
        builder.HasIndex(u => u.AdId);
        builder.HasIndex(u => u.RunId);
        QuarterHour.AddTo(builder.Metadata.Model);
        StoredJson.AddTo(builder.Metadata.Model);
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

/// <summary>Columns that rollups share.</summary>
internal static class SumColumns
{
    /// <summary>Sums outgrow the 18 digits of a single amount.</summary>
    public static void HasSums<TRollup>(this EntityTypeBuilder<TRollup> builder)
        where TRollup : UsageRollup
    {
        builder.Property(r => r.CostUsd).HasPrecision(28, 10);
        builder.Property(r => r.CostUsdMax).HasPrecision(28, 10);
        if (typeof(TRollup).IsAssignableTo(typeof(ISumsByKind)))
        {
            builder.Property(nameof(ISumsByKind.Model)).HasMaxLength(120);
            builder.Property(nameof(ISumsByKind.Operation)).HasMaxLength(80);
        }
    }
}

internal sealed class UsageByKindConfiguration : IEntityTypeConfiguration<UsageByKind>
{
    public void Configure(EntityTypeBuilder<UsageByKind> builder)
    {
        builder.ToTable("usage_by_kind");
        builder.HasKey(r => new { r.OrganizationId, r.Quarter, r.Model, r.Operation, r.Outcome, r.CostState, r.IsDemo });
        builder.HasSums();
    }
}

internal sealed class UsageByPersonConfiguration : IEntityTypeConfiguration<UsageByPerson>
{
    public void Configure(EntityTypeBuilder<UsageByPerson> builder)
    {
        builder.ToTable("usage_by_person");
        builder.HasKey(r => new { r.OrganizationId, r.Quarter, r.UserId, r.CostState, r.IsDemo });
        builder.HasSums();
    }
}

internal sealed class UsageByBrandConfiguration : IEntityTypeConfiguration<UsageByBrand>
{
    public void Configure(EntityTypeBuilder<UsageByBrand> builder)
    {
        builder.ToTable("usage_by_brand");
        builder.HasKey(r => new { r.OrganizationId, r.Quarter, r.BrandId, r.CostState, r.IsDemo });
        builder.HasSums();
    }
}

internal sealed class UsageDayByKindConfiguration : IEntityTypeConfiguration<UsageDayByKind>
{
    public void Configure(EntityTypeBuilder<UsageDayByKind> builder)
    {
        builder.ToTable("usage_days_by_kind");
        builder.HasKey(r => new { r.OrganizationId, r.Quarter, r.Model, r.Operation, r.Outcome, r.CostState, r.IsDemo });
        builder.HasSums();
    }
}

internal sealed class UsageDayByPersonConfiguration : IEntityTypeConfiguration<UsageDayByPerson>
{
    public void Configure(EntityTypeBuilder<UsageDayByPerson> builder)
    {
        builder.ToTable("usage_days_by_person");
        builder.HasKey(r => new { r.OrganizationId, r.Quarter, r.UserId, r.CostState, r.IsDemo });
        builder.HasSums();
    }
}

internal sealed class UsageDayByBrandConfiguration : IEntityTypeConfiguration<UsageDayByBrand>
{
    public void Configure(EntityTypeBuilder<UsageDayByBrand> builder)
    {
        builder.ToTable("usage_days_by_brand");
        builder.HasKey(r => new { r.OrganizationId, r.Quarter, r.BrandId, r.CostState, r.IsDemo });
        builder.HasSums();
    }
}

internal sealed class UsageDayByPersonAndKindConfiguration : IEntityTypeConfiguration<UsageDayByPersonAndKind>
{
    public void Configure(EntityTypeBuilder<UsageDayByPersonAndKind> builder)
    {
        builder.ToTable("usage_days_by_person_and_kind");
        builder.HasKey(r => new { r.OrganizationId, r.Quarter, r.UserId, r.Model, r.Operation, r.Outcome, r.CostState, r.IsDemo });
        builder.HasIndex(r => new { r.OrganizationId, r.UserId, r.Quarter });
        builder.HasSums();
    }
}

internal sealed class UsageDayByBrandAndKindConfiguration : IEntityTypeConfiguration<UsageDayByBrandAndKind>
{
    public void Configure(EntityTypeBuilder<UsageDayByBrandAndKind> builder)
    {
        builder.ToTable("usage_days_by_brand_and_kind");
        builder.HasKey(r => new { r.OrganizationId, r.Quarter, r.BrandId, r.Model, r.Operation, r.Outcome, r.CostState, r.IsDemo });
        builder.HasIndex(r => new { r.OrganizationId, r.BrandId, r.Quarter });
        builder.HasSums();
    }
}

internal sealed class UsageDayByBrandAndPersonConfiguration : IEntityTypeConfiguration<UsageDayByBrandAndPerson>
{
    public void Configure(EntityTypeBuilder<UsageDayByBrandAndPerson> builder)
    {
        builder.ToTable("usage_days_by_brand_and_person");
        builder.HasKey(r => new { r.OrganizationId, r.Quarter, r.BrandId, r.UserId, r.CostState, r.IsDemo });
        builder.HasIndex(r => new { r.OrganizationId, r.BrandId, r.Quarter });
        builder.HasIndex(r => new { r.OrganizationId, r.UserId, r.Quarter });
        builder.HasSums();
    }
}

internal sealed class DaysMarkConfiguration : IEntityTypeConfiguration<DaysMark>
{
    public void Configure(EntityTypeBuilder<DaysMark> builder)
    {
        builder.ToTable("usage_days_marks");
        builder.HasKey(m => m.OrganizationId);
        builder.Property(m => m.OrganizationId).ValueGeneratedNever();
    }
}

internal sealed class UsageCounterConfiguration : IEntityTypeConfiguration<UsageCounter>
{
    public void Configure(EntityTypeBuilder<UsageCounter> builder)
    {
        builder.ToTable("usage_counters");
        builder.HasKey(c => new { c.OrganizationId, c.Scope, c.SubjectId, c.PeriodStart, c.IsDemo });
        builder.Property(c => c.SettledUsd).HasPrecision(28, 10);
        builder.Property(c => c.HeldUsd).HasPrecision(28, 10);
        builder.Property(c => c.GrantedUsd).HasPrecision(28, 10);
        builder.Ignore(c => c.Key);
        builder.Ignore(c => c.UsedUsd);
    }
}

internal sealed class SpendingLimitConfiguration : IEntityTypeConfiguration<SpendingLimit>
{
    public void Configure(EntityTypeBuilder<SpendingLimit> builder)
    {
        builder.ToTable("spending_limits");
        builder.HasKey(l => new { l.OrganizationId, l.Scope, l.PersonId });
    }
}

internal sealed class UsageCheckConfiguration : IEntityTypeConfiguration<UsageCheck>
{
    public void Configure(EntityTypeBuilder<UsageCheck> builder)
    {
        builder.ToTable("usage_checks");
        builder.HasKey(c => c.OrganizationId);
        builder.Property(c => c.OrganizationId).ValueGeneratedNever();
        builder.Property(c => c.DriftUsd).HasPrecision(28, 10);
    }
}

internal sealed class BudgetRequestConfiguration : IEntityTypeConfiguration<BudgetRequest>
{
    public void Configure(EntityTypeBuilder<BudgetRequest> builder)
    {
        builder.ToTable("budget_requests");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Reason).HasMaxLength(BudgetRequest.MaxReason);
        builder.HasIndex(r => new { r.OrganizationId, r.CreatedAt });
    }
}

internal sealed class ReratingConfiguration : IEntityTypeConfiguration<Rerating>
{
    public void Configure(EntityTypeBuilder<Rerating> builder)
    {
        builder.ToTable("usage_reratings");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Model).HasMaxLength(120);
        builder.Property(r => r.BeforeUsd).HasPrecision(28, 10);
        builder.Property(r => r.AfterUsd).HasPrecision(28, 10);
        builder.HasIndex(r => new { r.OrganizationId, r.CreatedAt });
    }
}

internal sealed class ReratedCallConfiguration : IEntityTypeConfiguration<ReratedCall>
{
    public void Configure(EntityTypeBuilder<ReratedCall> builder)
    {
        builder.ToTable("usage_rerated_calls");
        builder.HasKey(c => new { c.ReratingId, c.CallId });
        builder.Property(c => c.LineItems).IsJson();
    }
}
