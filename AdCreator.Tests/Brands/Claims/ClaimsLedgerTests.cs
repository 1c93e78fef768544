using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Claims;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Brands.Claims;

public sealed class ClaimsLedgerTests
{
    private static readonly ClaimInput Guarantee = new() { Kind = ClaimKind.Guarantee, Text = "30-day money-back guarantee", Source = "Terms of sale" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_claim_comes_back_as_it_was_written_and_each_change_is_in_the_audit_log(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (ledger, actor) = (LedgerOn(test), await test.AddActorAsync());
        var brand = await AddBrandAsync(test, actor);

        var added = await SavedAsync(ledger.AddAsync(actor, brand, Guarantee with { Text = "  30-day\tmoney-back  guarantee " }, Stop));
        var row = Assert.Single((await ledger.FindAsync(actor, brand, Stop))!.Rows);
        Assert.Equal((Guarantee, ClaimState.Running, (int?)null), (row.Input, row.State, row.DaysLeft));

        var changed = await SavedAsync(ledger.UpdateAsync(actor, added.Id, added.Version, Guarantee with { Text = "60-day money-back guarantee" }, Stop));
        await SavedAsync(ledger.RemoveAsync(actor, changed.Id, changed.Version, Stop));

        Assert.Empty((await ledger.FindAsync(actor, brand, Stop))!.Rows);
        await using var context = test.Database.Open(actor.OrganizationId);
        var entries = await context.AuditEntries.OrderBy(e => e.CreatedAt).ThenBy(e => e.Id).Select(e => new { e.Action, e.Target, e.Detail }).ToListAsync(Stop);
        Assert.Equal(["claim_added", "claim_changed", "claim_removed"], entries.Select(e => e.Action));
        Assert.All(entries, e => Assert.Equal($"claim:{added.Id}", e.Target));
        Assert.Contains("“60-day money-back guarantee”", entries[1].Detail, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_claim_may_be_said_through_its_last_day_where_the_organization_is(DatabaseKind kind)
    {
        // 23:30 on the 26th in New York is the 27th in UTC already.
        var clock = new StoppedClock(new DateTimeOffset(2026, 11, 27, 4, 30, 0, TimeSpan.Zero));
        await using var test = await TestDatabase.CreateAsync(kind);
        var actor = await test.AddActorAsync(timeZone: "America/New_York");
        var (ledger, brand) = (LedgerOn(test, clock), await AddBrandAsync(test, actor));
        foreach (var (text, day) in new (string, int?)[] { ("last day", 26), ("day 27", 27), ("no end", null) })
        {
            await SavedAsync(ledger.AddAsync(actor, brand, Guarantee with { Text = text, ExpiresOn = day is { } d ? new DateOnly(2026, 11, d) : null }, Stop));
        }

        Assert.Equal([("last day", ClaimState.EndingSoon), ("day 27", ClaimState.EndingSoon), ("no end", ClaimState.Running)], await StatesAsync());
        clock.Now = clock.Now.AddHours(2);
        Assert.Equal([("last day", ClaimState.Expired), ("day 27", ClaimState.EndingSoon), ("no end", ClaimState.Running)], await StatesAsync());

        async Task<IEnumerable<(string, ClaimState)>> StatesAsync() => (await ledger.FindAsync(actor, brand, Stop))!.Rows.Select(r => (r.Input.Text, r.State));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_a_product_may_claim_is_the_brands_and_its_own(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (ledger, actor) = (LedgerOn(test), await test.AddActorAsync());
        var brand = await AddBrandAsync(test, actor);
        var (tea, soap) = (await AddProductAsync(test, actor, brand, "Tea"), await AddProductAsync(test, actor, brand, "Soap"));
        await SavedAsync(ledger.AddAsync(actor, brand, Guarantee, Stop));
        await SavedAsync(ledger.AddAsync(actor, brand, Guarantee with { Text = "Organic", ProductId = tea, Kind = ClaimKind.Statement }, Stop));

        Assert.Equal(["30-day money-back guarantee", "Organic"], (await ledger.ApprovedAsync(actor, brand, tea, Stop)).Select(c => c.Text));
        Assert.Equal(["30-day money-back guarantee"], (await ledger.ApprovedAsync(actor, brand, soap, Stop)).Select(c => c.Text));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Wrong_input_names_the_field_and_what_would_be_right(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (ledger, actor) = (LedgerOn(test), await test.AddActorAsync());
        var (brand, other) = (await AddBrandAsync(test, actor), await AddBrandAsync(test, actor, "Other"));
        await SavedAsync(ledger.AddAsync(actor, brand, Guarantee, Stop));

        foreach (var (input, field) in new[]
        {
            (Guarantee with { Text = " x " }, nameof(ClaimInput.Text)),
            (Guarantee with { Text = new string('x', 201) }, nameof(ClaimInput.Text)),
            (Guarantee with { Text = "30-DAY money-back guarantee" }, nameof(ClaimInput.Text)),
            (Guarantee with { Text = "New", Source = new string('x', 301) }, nameof(ClaimInput.Source)),
            (Guarantee with { Text = "New", Kind = (ClaimKind)9 }, nameof(ClaimInput.Kind)),
            (Guarantee with { Text = "New", ExpiresOn = new DateOnly(2020, 1, 1) }, nameof(ClaimInput.ExpiresOn)),
            (Guarantee with { Text = "New", ProductId = await AddProductAsync(test, actor, other, "Foreign") }, nameof(ClaimInput.ProductId)),
        })
        {
            Assert.Equal(field, Assert.Single(Assert.IsType<SaveResult.Invalid>(await ledger.AddAsync(actor, brand, input, Stop)).Problems).Field);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_two_people_who_change_a_claim_at_once_the_later_one_overwrites_nothing(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var (ledger, actor) = (LedgerOn(test), await test.AddActorAsync());
        var brand = await AddBrandAsync(test, actor);
        var added = await SavedAsync(ledger.AddAsync(actor, brand, Guarantee, Stop));
        await SavedAsync(ledger.UpdateAsync(actor, added.Id, added.Version, Guarantee with { Source = "first" }, Stop));

        Assert.IsType<SaveResult.ChangedMeanwhile>(await ledger.UpdateAsync(actor, added.Id, added.Version, Guarantee with { Source = "second" }, Stop));
        Assert.IsType<SaveResult.ChangedMeanwhile>(await ledger.RemoveAsync(actor, added.Id, added.Version, Stop));
        Assert.Equal("first", Assert.Single((await ledger.FindAsync(actor, brand, Stop))!.Rows).Input.Source);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_foreign_ledger_is_as_unknown_as_one_that_never_was(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var ledger = LedgerOn(test);
        var (owner, stranger) = (await test.AddActorAsync(), await test.AddActorAsync());
        var brand = await AddBrandAsync(test, owner);
        var claim = await SavedAsync(ledger.AddAsync(owner, brand, Guarantee, Stop));

        Assert.Null(await ledger.FindAsync(stranger, brand, Stop));
        Assert.Empty(await ledger.ApprovedAsync(stranger, brand, Guid.Empty, Stop));
        Assert.IsType<SaveResult.NotFound>(await ledger.AddAsync(stranger, brand, Guarantee, Stop));
        Assert.IsType<SaveResult.NotFound>(await ledger.UpdateAsync(stranger, claim.Id, claim.Version, Guarantee, Stop));
        Assert.IsType<SaveResult.NotFound>(await ledger.RemoveAsync(stranger, claim.Id, claim.Version, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => ledger.FindAsync(stranger with { OrganizationId = owner.OrganizationId }, brand, Stop));
        Assert.Single((await ledger.FindAsync(owner, brand, Stop))!.Rows);
    }

    private static ClaimsLedger LedgerOn(TestDatabase test, TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        return new ClaimsLedger(test.Database, test.Guard, new AuditLog(test.Database, new NoClientAddress(), clock), clock);
    }

    private static async Task<Guid> AddBrandAsync(TestDatabase test, Actor actor, string name = "Tea House") =>
        (await SavedAsync(new BrandService(test.Database, test.Guard, TimeProvider.System).CreateAsync(actor, new BrandInput { Name = name }, Stop))).Id;

    private static async Task<Guid> AddProductAsync(TestDatabase test, Actor actor, Guid brand, string name) =>
        (await SavedAsync(new ProductService(test.Database, test.Guard, TimeProvider.System).CreateAsync(actor, brand, new ProductInput { Name = name }, Stop))).Id;

    private static async Task<SaveResult.Saved> SavedAsync(Task<SaveResult> save) => Assert.IsType<SaveResult.Saved>(await save);

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
