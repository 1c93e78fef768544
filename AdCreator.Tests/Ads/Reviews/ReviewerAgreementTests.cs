using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Data;
using Xunit;

namespace AdCreator.Tests.Ads.Reviews;

/// <summary>The reviewer's rate of error is counted from what people decided.</summary>
public sealed class ReviewerAgreementTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Decisions_against_the_verdict_are_counted_by_side_period_and_criterion(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var actor = await database.AddActorAsync();
        await AddAsync(database, actor,
        [
            (ReviewVerdict.Approved, Decision.Approved, 9, Noon),
            (ReviewVerdict.Rejected, Decision.Rejected, 2, Noon),
            (ReviewVerdict.Rejected, Decision.Approved, 3, Noon),
            (ReviewVerdict.Rejected, Decision.Approved, 4.9, Noon.AddDays(-40)),
            (ReviewVerdict.Approved, Decision.Rejected, 8, Noon),
            (ReviewVerdict.Flagged, Decision.Approved, 5, Noon),
            (ReviewVerdict.Approved, Decision.None, 9, Noon),
            (null, Decision.Approved, 9, Noon),
        ]);
        await AddAsync(database, await database.AddActorAsync(name: "Their Studio"), [(ReviewVerdict.Approved, Decision.Approved, 9, Noon)]);
        var agreement = new ReviewerAgreement(database.Database, database.Guard);

        var all = await agreement.ReadAsync(actor, null, null, Stop);
        var month = await agreement.ReadAsync(actor, Noon.AddDays(-30), Noon.AddSeconds(1), Stop);
        var before = await agreement.ReadAsync(actor, null, Noon, Stop);

        Assert.Equal((2, 2, 1, 5), (all.Agreed, all.TooStrict, all.TooLenient, all.Decisions));
        Assert.Equal([new CriterionAgreement("readability", 2, 3)], all.Criteria);
        Assert.Equal((2, 1, 1), (month.Agreed, month.TooStrict, month.TooLenient));
        Assert.Equal([new CriterionAgreement("readability", 1, 2)], month.Criteria);
        Assert.Equal((0, 1, 0), (before.Agreed, before.TooStrict, before.TooLenient));
    }

    [Fact]
    public async Task Somebody_who_is_no_member_learns_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var actor = await database.AddActorAsync();
        var other = await database.AddActorAsync(name: "Their Studio");
        var agreement = new ReviewerAgreement(database.Database, database.Guard);

        await Assert.ThrowsAsync<AccessDeniedException>(() => agreement.ReadAsync(actor with { OrganizationId = other.OrganizationId }, null, null, Stop));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task AddAsync(
        TestDatabase database, Actor actor, IReadOnlyList<(ReviewVerdict? Verdict, Decision Decision, double Score, DateTimeOffset At)> decided)
    {
        await using var context = database.Database.Open(actor.OrganizationId);
        var brand = new Brand { Id = NewId.Next(TimeProvider.System), OrganizationId = actor.OrganizationId, Name = "Tea", Color = "#1F4E5F", CreatedAt = Noon };
        var product = new Product { Id = NewId.Next(TimeProvider.System), OrganizationId = actor.OrganizationId, BrandId = brand.Id, Name = "Chamomile", CreatedAt = Noon };
        var run = new AdRun
        {
            Id = NewId.Next(TimeProvider.System), OrganizationId = actor.OrganizationId, PersonId = actor.PersonId, BrandId = brand.Id, ProductId = product.Id,
            IdempotencyKey = NewId.Next(TimeProvider.System), CreatedAt = Noon,
            Brief = new Brief { BrandName = "Tea", BrandColor = "#1F4E5F", ProductName = "Chamomile", ProductPictureBlobId = Guid.Empty, Variations = 8, AspectRatio = "4:5" },
        };
        context.AddRange(brand, product, run);
        context.Ads.AddRange(decided.Select((d, i) => new Ad
        {
            Id = NewId.Next(TimeProvider.System), OrganizationId = actor.OrganizationId, RunId = run.Id, Number = i + 1, Stage = AdStage.Done, CreatedAt = Noon,
            Review = d.Verdict is null
                ? ReviewStep.Failed("No answer.")
                : new Review(ReviewState.Completed, d.Verdict, d.Score, [new CriterionScore("readability", d.Score, "So."), new CriterionScore("fit", 8, "So.")], "So."),
            Decision = d.Decision, DecidedAt = d.Decision == Decision.None ? null : d.At, DecidedByPersonId = actor.PersonId,
        }));
        await context.SaveChangesAsync(Stop);
    }
}
