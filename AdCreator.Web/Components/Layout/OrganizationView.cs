using AdCreator.Core.Organizations;

namespace AdCreator.Web.Components.Layout;

/// <summary>What pages may show of the current organization; cascaded by the layout. Rights are checked in services.</summary>
/// <param name="Actor">Who acts.</param>
/// <param name="Name">The organization's name.</param>
/// <param name="Zone">Its time zone.</param>
/// <param name="IsAdmin">Whether to show what admins may do.</param>
/// <param name="IsDemo">Whether the demo model answers, so that nothing is billed.</param>
public sealed record OrganizationView(Actor Actor, string Name, TimeZoneInfo Zone, bool IsAdmin, bool IsDemo);
