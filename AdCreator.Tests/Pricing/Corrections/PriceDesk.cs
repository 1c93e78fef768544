using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Pricing;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdCreator.Tests.Pricing.Corrections;

/// <summary>The services of prices over one database, with a clock that the test moves.</summary>
public sealed class PriceDesk : IAsyncDisposable
{
    public const string Model = "gemini-3.8-flash";

    private PriceDesk(TestDatabase test, Actor admin)
    {
        (Test, Admin) = (test, admin);
        Prices = NewPrices();
        var audit = new AuditLog(test.Database, new NoClientAddress(), Clock);
        Corrections = new PriceCorrections(test.Database, test.Guard, audit, List, Prices, Clock);
        Imports = new PriceImports(test.Database, test.Guard, audit, List, Prices, Clock);
    }

    public static PriceBook List { get; } = PriceBook.LoadShipped();

    public static DateTimeOffset Now { get; } = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public TestDatabase Test { get; }

    public Actor Admin { get; }

    public ManualClock Clock { get; } = new();

    public OrganizationPrices Prices { get; }

    public PriceCorrections Corrections { get; }

    public PriceImports Imports { get; }

    public static async Task<PriceDesk> OpenAsync(DatabaseKind kind)
    {
        var test = await TestDatabase.CreateAsync(kind);
        return new PriceDesk(test, await test.AddActorAsync(MembershipRole.Admin));
    }

    /// <summary>A price of <paramref name="input"/> dollars a million tokens in, ten times as much out.</summary>
    public static CorrectionInput Input(decimal input, DateTimeOffset? from = null, DateTimeOffset? to = null, string model = Model) => new()
    {
        Model = model,
        EffectiveFrom = from ?? Now,
        EffectiveTo = to,
        Rates = new PriceRates { Input = input / 1_000_000m, Output = input / 100_000m },
        Source = "https://prices.example/list",
    };

    /// <summary>What another process of the installation knows.</summary>
    public OrganizationPrices NewPrices() => new(List, Test.Database, Clock, NullLogger<OrganizationPrices>.Instance);

    public async Task<Guid> AddAsync(CorrectionInput input) =>
        ((AddPriceResult.Added)await Corrections.AddAsync(Admin, input, CancellationToken.None)).Id;

    /// <summary>The input rate at an instant, dollars a million tokens.</summary>
    public async Task<decimal?> RateAsync(DateTimeOffset at, string model = Model, Guid? organizationId = null)
    {
        var organization = organizationId ?? Admin.OrganizationId;
        await Prices.PrepareAsync(organization, CancellationToken.None);
        return Prices.Find(organization, model, at)?.Rates.Input * 1_000_000m;
    }

    public async Task<List<AuditEntry>> AuditAsync()
    {
        await using var context = Test.Database.Open(Admin.OrganizationId);
        return await context.AuditEntries.OrderBy(e => e.CreatedAt).ThenBy(e => e.Action).ToListAsync();
    }

    public ValueTask DisposeAsync() => Test.DisposeAsync();

    /// <summary>Stands still until it is moved.</summary>
    public sealed class ManualClock : TimeProvider
    {
        private TimeSpan passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now + passed;

        public override long GetTimestamp() => passed.Ticks;

        public void Pass(TimeSpan time) => passed += time;
    }
}
