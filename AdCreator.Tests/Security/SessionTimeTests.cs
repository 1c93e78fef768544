using System.Net;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Data;
using AdCreator.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Security;

/// <summary>Security B7: a session ends after eight idle hours, and after a day whatever happens.</summary>
public sealed class SessionTimeTests : IAsyncLifetime
{
    private readonly AheadClock clock = new();
    private TestApp app = default!;
    private string email = default!;
    private Actor person = default!;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(new TestAppSetup { Time = clock });
        email = "sessions@test.local";
        var organization = await app.Database.AddOrganizationAsync("Our Studio");
        person = await app.Database.AddMembershipAsync(organization, await app.Database.AddPersonAsync(email, ProviderIdentity.Development));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task B7_an_idle_session_ends_after_eight_hours()
    {
        var session = await app.SignInAsync(email);
        var other = await app.SignInAsync(email);

        clock.Ahead = TimeSpan.FromMinutes((8 * 60) - 2);
        var before = await AskAsync(session.Cookie);
        clock.Ahead = TimeSpan.FromMinutes((8 * 60) + 2);
        var after = await AskAsync(other.Cookie);

        Assert.Equal(HttpStatusCode.OK, before.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, after.Status);
    }

    [Fact]
    public async Task B7_a_session_in_use_slides_and_still_ends_after_a_day()
    {
        var cookie = (await app.SignInAsync(email)).Cookie;
        foreach (var hours in new[] { 5, 10, 15, 20 })
        {
            clock.Ahead = TimeSpan.FromHours(hours);
            var answer = await AskAsync(cookie);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            cookie = answer.Renewed ?? throw new InvalidOperationException($"The cookie was not renewed after {hours} hours.");
        }

        clock.Ahead = TimeSpan.FromMinutes((24 * 60) - 2);
        var before = await AskAsync(cookie);
        clock.Ahead = TimeSpan.FromMinutes((24 * 60) + 2);
        var after = await AskAsync(cookie);

        Assert.Equal(HttpStatusCode.OK, before.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, after.Status);
    }

    [Fact]
    public async Task B7_an_open_page_loses_its_session_after_a_day_too()
    {
        var check = app.Services.GetRequiredService<SessionCheck>();
        await using var context = app.Database.OpenWithoutOrganization();
        var row = await context.People.AsNoTracking().SingleAsync(p => p.Id == person.PersonId, TestContext.Current.CancellationToken);
        var user = SessionClaims.ToPrincipal(row, person.OrganizationId, clock.GetUtcNow());

        clock.Ahead = TimeSpan.FromMinutes((24 * 60) - 2);
        var before = await check.CheckAsync(user, TestContext.Current.CancellationToken);
        clock.Ahead = TimeSpan.FromMinutes((24 * 60) + 2);
        var after = await check.CheckAsync(user, TestContext.Current.CancellationToken);

        Assert.Equal(SessionVerdict.Valid, before);
        Assert.Equal(SessionVerdict.Ended, after);
    }

    private async Task<(HttpStatusCode Status, string? Renewed)> AskAsync(string cookie)
    {
        using var answer = await app.Anonymous(cookie).GetAsync(new Uri("/brands", UriKind.Relative), TestContext.Current.CancellationToken);
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [];
        return (answer.StatusCode, cookies.SingleOrDefault(c => c.StartsWith("adcreator-session=", StringComparison.Ordinal))?.Split(';')[0]);
    }

    /// <summary>Goes like the system's clock, but ahead of it.</summary>
    private sealed class AheadClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
