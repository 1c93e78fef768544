using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Members;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace AdCreator.Tests.Organizations;

/// <summary>The first organization of an installation.</summary>
public sealed class OrganizationBootstrapTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task First_organization_is_made_once_and_its_admin_is_who_signs_in_with_the_address(DatabaseKind kind)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var test = await TestDatabase.CreateAsync(kind);

        await Bootstrap(test).EnsureAsync(stop);
        await Bootstrap(test).EnsureAsync(stop);
        var person = await MemberServiceTests.People(test).SignInAsync(
            new ProviderIdentity("https://login", "1", "Boss@Example.com", EmailVerified: true, "Boss"), stop);

        await using var context = test.Database.OpenWithoutOrganization();
        var organization = await context.Organizations.SingleAsync(stop);
        Assert.Equal("Acme Studio", organization.Name);
        Assert.Equal(MembershipRole.Admin, await MemberServiceTests.Guard(test).FindRoleAsync(new Actor(person!.Id, organization.Id), stop));
    }

    [Theory]
    [InlineData("Acme", null, "Organizations:Bootstrap:AdminEmail")]
    [InlineData("Acme", "nobody", "Organizations:Bootstrap:AdminEmail")]
    [InlineData(null, "a@example.com", "Organizations:Bootstrap:Name")]
    public void F4_half_a_bootstrap_names_the_missing_key(string? name, string? email, string key)
    {
        var result = new BootstrapOptionsValidator().Validate(null, new BootstrapOptions { Name = name, AdminEmail = email });

        Assert.StartsWith(key, Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    private static OrganizationBootstrap Bootstrap(TestDatabase test) => new(
        test.Database,
        MemberServiceTests.Audit(test),
        Options.Create(new BootstrapOptions { Name = " Acme Studio ", AdminEmail = "BOSS@example.com" }),
        TimeProvider.System,
        NullLogger<OrganizationBootstrap>.Instance);
}
