using AdCreator.Core.Usage.Alerts;
using AdCreator.Core.Usage.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdCreator.Core.Data;

public sealed partial class AdCreatorDbContext
{
    public DbSet<SpendingAlert> SpendingAlerts => Set<SpendingAlert>();

    public DbSet<Webhook> Webhooks => Set<Webhook>();

    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();
}

internal sealed class SpendingAlertConfiguration : IEntityTypeConfiguration<SpendingAlert>
{
    public void Configure(EntityTypeBuilder<SpendingAlert> builder)
    {
        builder.ToTable("spending_alerts");
        builder.HasKey(a => new { a.OrganizationId, a.Scope, a.SubjectId, a.PeriodStart, a.IsDemo, a.Threshold });
        builder.Property(a => a.LimitUsd).HasPrecision(28, 10);
        builder.Property(a => a.SettledUsd).HasPrecision(28, 10);
        builder.Property(a => a.ForecastUsd).HasPrecision(28, 10);
        builder.HasIndex(a => new { a.OrganizationId, a.PeriodEnd });
        builder.Ignore(a => a.Key);
    }
}

internal sealed class WebhookConfiguration : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("webhooks");
        builder.HasKey(w => w.OrganizationId);
        builder.Property(w => w.OrganizationId).ValueGeneratedNever();
        builder.Property(w => w.Url).HasMaxLength(Webhook.MaxUrlLength);
        builder.Property(w => w.ProtectedSecret).HasMaxLength(1000);
    }
}

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("webhook_deliveries");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Body).HasMaxLength(4000);
        builder.Property(d => d.Problem).HasMaxLength(WebhookDelivery.MaxProblemLength);
        builder.HasIndex(d => new { d.OrganizationId, d.State, d.NextTryAt });
        builder.HasIndex(d => new { d.OrganizationId, d.CreatedAt });
    }
}
