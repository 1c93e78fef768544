using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Data;

/// <summary>The one EF Core model of the product, on SQLite and PostgreSQL.</summary>
/// <remarks>
/// Each feature adds its <c>DbSet</c> properties in its own part of this class, beside its entities. A context is
/// opened through <see cref="AdCreatorDb"/>, which always says for whom: the organization decides which rows exist.
/// </remarks>
public sealed partial class AdCreatorDbContext(DbContextOptions<AdCreatorDbContext> options) : DbContext(options)
{
    /// <summary>The name of the query filter that hides other organizations' rows.</summary>
    public const string TenantFilter = "tenant";

    /// <summary>The organization whose rows this context sees; empty sees none.</summary>
    public Guid OrganizationId { get; internal set; }

    /// <summary>The person whose own memberships this context sees beside the organization's; may be empty.</summary>
    public Guid PersonId { get; internal set; }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        ModelConventions.Configure(configurationBuilder, Database.ProviderName);

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AdCreatorDbContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => typeof(ITenantOwned).IsAssignableFrom(e.ClrType)))
        {
            SetTenantFilterMethod.MakeGenericMethod(entity.ClrType).Invoke(this, [modelBuilder]);
        }

        // A person's own memberships are seen without an organization: the choice of one starts there.
        modelBuilder.Entity<Membership>().HasQueryFilter(TenantFilter, m => m.OrganizationId == OrganizationId || m.PersonId == PersonId);
        ModelConventions.StoreReadably(modelBuilder, Database.ProviderName);
    }

    private static readonly System.Reflection.MethodInfo SetTenantFilterMethod =
        typeof(AdCreatorDbContext).GetMethod(nameof(SetTenantFilter), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;

    private void SetTenantFilter<TEntity>(ModelBuilder modelBuilder)
        where TEntity : class, ITenantOwned =>
        modelBuilder.Entity<TEntity>().HasQueryFilter(TenantFilter, row => row.OrganizationId == OrganizationId);
}
