using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Organizations.Members;
using AdCreator.Core.Organizations.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Organizations;

/// <summary>Adds organizations, people, memberships and invitations.</summary>
public static class OrganizationsRegistration
{
    /// <summary>Adds organizations, people, memberships and invitations.</summary>
    public static IHostApplicationBuilder AddOrganizations(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<MembershipGuard>();
        builder.Services.AddSingleton<PersonDirectory>();
        builder.Services.AddSingleton<OrganizationService>();
        builder.Services.TryAddSingleton<IClientAddress, NoClientAddress>();
        builder.Services.AddSingleton<AuditLog>();
        builder.Services.AddSingleton<ActivityQueries>();
        builder.Services.AddSingleton<MemberService>();
        builder.Services.AddSingleton<AccessTokenService>();
        builder.Services.AddSingleton<AccessTokenSignIn>();
        builder.Services.AddOptions<BootstrapOptions>().BindConfiguration(BootstrapOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<BootstrapOptions>, BootstrapOptionsValidator>();
        builder.Services.AddHostedService<OrganizationBootstrap>();
        if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString("AdCreator")))
        {
            builder.Services.AddSingleton<IInvitations, SqliteInvitations>();
            builder.Services.AddSingleton<ITokenOrganizations, SqliteTokenOrganizations>();
        }
        else
        {
            builder.Services.AddSingleton<IInvitations, PostgreSqlInvitations>();
            builder.Services.AddSingleton<ITokenOrganizations, PostgreSqlTokenOrganizations>();
        }

        return builder;
    }
}
