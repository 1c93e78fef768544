using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Organizations;

/// <summary>Adds the services of this folder.</summary>
public static class OrganizationsRegistration
{
    /// <summary>Adds the services of this folder.</summary>
    public static IHostApplicationBuilder AddOrganizations(this IHostApplicationBuilder builder)
    {
        return builder;
    }
}
