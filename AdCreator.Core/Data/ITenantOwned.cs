namespace AdCreator.Core.Data;

/// <summary>Marks a row that belongs to exactly one organization.</summary>
/// <remarks>
/// Every such entity gets the query filter named "tenant", is refused by <see cref="AdCreatorDbContext"/> when it is
/// written for another organization, and on PostgreSQL stands behind row level security.
/// </remarks>
public interface ITenantOwned
{
    /// <summary>The owning organization; never empty, never changed after the row is written.</summary>
    Guid OrganizationId { get; }
}
