using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Usage.Alerts;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage.Queries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdCreator.Tests.Usage.Alerts;

/// <summary>A database with an admin and a clock that tests move, and what looks at its spending.</summary>
internal sealed class AlertDesk : IAsyncDisposable
{
    private AlertDesk(TestDatabase test, Actor admin) => (Test, Admin) = (test, admin);

    public TestDatabase Test { get; }

    public Actor Admin { get; }

    public HandClock Clock { get; } = new() { Now = UsageRows.Noon };

    public AlertService Service => new(Test.Database, Test.Guard, new AuditLog(Test.Database, new NoClientAddress(), Clock), Clock);

    public static async Task<AlertDesk> OpenAsync(DatabaseKind kind, string timeZone = "UTC")
    {
        var test = await TestDatabase.CreateAsync(kind);
        return new AlertDesk(test, await test.AddActorAsync(MembershipRole.Admin, timeZone: timeZone));
    }

    /// <summary>One process's look at everybody's spending.</summary>
    public Task<int> LookAsync() =>
        new AlertWatch(Test.Database, new AlertFinder(Test.Database, Clock), Clock, NullLogger<AlertWatch>.Instance).LookAsync(default);

    /// <summary>Settles one call at the clock's instant, or at another.</summary>
    public Task SpendAsync(decimal usd, DateTimeOffset? at = null, Actor? by = null, bool isDemo = false) =>
        UsageRows.AddAsync(Test, UsageRows.Of(by ?? Admin, at ?? Clock.Now, usd) with { IsDemo = isDemo });

    /// <summary>What stands in the table, such as <c>organization_month 80</c>, silent ones in brackets.</summary>
    public async Task<List<string>> RowsAsync()
    {
        await using var context = Test.Database.Open(Admin.OrganizationId);
        var rows = await context.SpendingAlerts.AsNoTracking().ToListAsync();
        return
        [
            .. rows.OrderBy(a => a.PeriodStart).ThenBy(a => a.Scope).ThenBy(a => a.IsDemo).ThenBy(a => a.Threshold)
                .Select(a => $"{SnakeCase.Of(a.Scope)} {(int)a.Threshold}{(a.IsDemo ? " demo" : "")}")
                .Zip(rows.OrderBy(a => a.PeriodStart).ThenBy(a => a.Scope).ThenBy(a => a.IsDemo).ThenBy(a => a.Threshold), (words, a) => a.IsSilent ? $"({words})" : words),
        ];
    }

    public ValueTask DisposeAsync() => Test.DisposeAsync();

    public sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
