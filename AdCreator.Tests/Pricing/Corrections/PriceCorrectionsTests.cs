using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Pricing;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Core.Usage;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Pricing.Corrections;

/// <summary>An organization's own prices: what is accepted, what holds, what is written down.</summary>
public sealed class PriceCorrectionsTests
{
    private static readonly DateTimeOffset Noon = PriceDesk.Now;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_own_price_wins_over_the_list_at_every_instant_it_holds(DatabaseKind kind)
    {
        await using var desk = await PriceDesk.OpenAsync(kind);
        var other = await desk.Test.AddActorAsync(MembershipRole.Admin, "Other Studio");

        await desk.AddAsync(PriceDesk.Input(0.6m, Noon.AddDays(-2), Noon.AddDays(3)));

        Assert.Equal(0.75m, await desk.RateAsync(Noon.AddDays(-2).AddMilliseconds(-1)));
        Assert.Equal(0.6m, await desk.RateAsync(Noon.AddDays(-2)));
        Assert.Equal(0.6m, await desk.RateAsync(Noon.AddDays(3).AddMilliseconds(-1)));
        Assert.Equal(0.75m, await desk.RateAsync(Noon.AddDays(3)));
        Assert.Equal(0.75m, await desk.RateAsync(Noon, organizationId: other.OrganizationId));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_version_made_last_holds_where_spans_overlap_and_a_withdrawn_one_nowhere(DatabaseKind kind)
    {
        await using var desk = await PriceDesk.OpenAsync(kind);
        await desk.AddAsync(PriceDesk.Input(0.6m, Noon));
        desk.Clock.Pass(TimeSpan.FromMilliseconds(1));
        var second = await desk.AddAsync(PriceDesk.Input(0.5m, Noon.AddDays(-1), Noon.AddDays(1)));

        Assert.Equal((0.5m, 0.6m), (await desk.RateAsync(Noon), await desk.RateAsync(Noon.AddDays(1))));
        Assert.True(await desk.Corrections.WithdrawAsync(desk.Admin, second, Stop));
        Assert.False(await desk.Corrections.WithdrawAsync(desk.Admin, second, Stop));
        Assert.Equal((0.6m, 0.75m), (await desk.RateAsync(Noon), await desk.RateAsync(Noon.AddMilliseconds(-1))));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_price_of_a_successor_holds_for_the_model_that_is_routed_to_it(DatabaseKind kind)
    {
        await using var desk = await PriceDesk.OpenAsync(kind);
        var routed = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

        await desk.AddAsync(PriceDesk.Input(0.6m));

        Assert.Equal(1.25m, await desk.RateAsync(routed.AddMilliseconds(-1), "gemini-2.5-pro"));
        Assert.Equal(0.6m, await desk.RateAsync(routed, "models/gemini-2.5-pro"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_unknown_model_gets_a_price_with_every_digit(DatabaseKind kind)
    {
        await using var desk = await PriceDesk.OpenAsync(kind);
        var input = PriceDesk.Input(1, model: " models/gemini-9-quartz ") with
        {
            Rates = new PriceRates
            {
                Input = 0.0000000001m, CachedInput = 0.0000012345m, Output = 999.1234567891m,
                PerImage = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["1K"] = 0.0336m },
                LongPrompt = new LongPromptRates(200_000, 0.000004m, 0.0000004m, 0.000018m),
            },
            ImageTokens = new Dictionary<string, long>(StringComparer.Ordinal) { ["1K"] = 1120 },
        };

        var id = await desk.AddAsync(input);

        await desk.Prices.PrepareAsync(desk.Admin.OrganizationId, Stop);
        var price = desk.Prices.Find(desk.Admin.OrganizationId, "gemini-9-quartz", Noon);
        Assert.Equal(id, price!.Id);
        Assert.Empty(RateUnits.Compare(price.Rates, input.Rates));
        Assert.Equal(1120, price.ImageTokens["1K"]);
        Assert.Equal(0.5m, price.TierFactors["flex"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Changes_are_written_down_with_before_and_after(DatabaseKind kind)
    {
        await using var desk = await PriceDesk.OpenAsync(kind);

        var id = await desk.AddAsync(PriceDesk.Input(0.6m));
        desk.Clock.Pass(TimeSpan.FromSeconds(1));
        await desk.Corrections.WithdrawAsync(desk.Admin, id, Stop);

        Assert.Collection(
            await desk.AuditAsync(),
            added =>
            {
                Assert.Equal(("price_corrected", $"price:{id}", desk.Admin.PersonId), (added.Action, added.Target, added.PersonId));
                Assert.Equal(
                    "gemini-3.8-flash from 2026-11-24T12:00:00.000Z: input 0.75 to 0.6, cached_input 0.075 to none, output 3.75 to 6; source: https://prices.example/list",
                    added.Detail);
            },
            withdrawn =>
            {
                Assert.Equal("price_withdrawn", withdrawn.Action);
                Assert.Equal("gemini-3.8-flash from 2026-11-24T12:00:00.000Z: input 0.6 to 0.75, output 6 to 3.75, cached_input none to 0.075", withdrawn.Detail);
            });
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_price_that_starts_in_the_past_changes_no_call_of_the_past(DatabaseKind kind)
    {
        await using var desk = await PriceDesk.OpenAsync(kind);
        var call = new UsageRecord
        {
            Id = NewId.At(Noon), UserId = desk.Admin.PersonId, OrganizationId = desk.Admin.OrganizationId, Provider = "google", Model = PriceDesk.Model,
            ModelRequested = PriceDesk.Model, ToolName = "gemini_service", Operation = UsageOperations.AnalyzeText, UnitType = "tokens", CostUsd = 0.00075m, CostUsdMax = 1,
            PriceVersionId = PriceDesk.List.Find(PriceDesk.Model, Noon)!.Id, LineItems = [new LineItem("input", 1000, 0.00000075m, 0.00075m)],
            CostState = CostState.Exact, CreatedAt = Noon, Outcome = UsageOutcome.Succeeded, Attempt = 1,
        };
        await using (var context = desk.Test.Database.Open(desk.Admin.OrganizationId))
        {
            context.TokenUsage.Add(call);
            await context.SaveChangesAsync(Stop);
        }

        var result = await desk.Corrections.AddAsync(desk.Admin, PriceDesk.Input(9, Noon.AddDays(-1)), Stop);

        Assert.True(Assert.IsType<AddPriceResult.Added>(result).StartsInThePast);
        await using var after = desk.Test.Database.Open(desk.Admin.OrganizationId);
        var kept = await after.TokenUsage.AsNoTracking().SingleAsync(Stop);
        Assert.Equal((call.CostUsd, call.PriceVersionId), (kept.CostUsd, kept.PriceVersionId));
        Assert.Equal(call.LineItems, kept.LineItems);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_list_shows_what_holds_now_and_what_comes_next(DatabaseKind kind)
    {
        await using var desk = await PriceDesk.OpenAsync(kind);
        await desk.AddAsync(PriceDesk.Input(0.6m, Noon.AddDays(-1), Noon.AddDays(2)));

        var models = await desk.Corrections.ListAsync(desk.Admin, Stop);

        var flash = Assert.Single(models, m => m.Model == PriceDesk.Model);
        Assert.True(flash.IsOwn);
        Assert.Equal((0.0000006m, Noon.AddDays(2), 0.00000075m), (flash.Current!.Rates.Input, flash.Next!.From, flash.Next.Price!.Rates.Input));
        var argon = Assert.Single(models, m => m.Model == "gemini-4-argon");
        Assert.False(argon.IsOwn);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), argon.Next!.From);
        Assert.Null(Assert.Single(models, m => m.Model == "gemini-nano-banana-2.1").Next);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_history_keeps_every_version_and_marks_the_one_that_holds(DatabaseKind kind)
    {
        await using var desk = await PriceDesk.OpenAsync(kind);
        var withdrawn = await desk.AddAsync(PriceDesk.Input(0.5m));
        var holding = await desk.AddAsync(PriceDesk.Input(0.6m, Noon.AddHours(-1)) with { Note = "contract" });
        await desk.Corrections.WithdrawAsync(desk.Admin, withdrawn, Stop);

        var rows = await desk.Corrections.ListVersionsAsync(desk.Admin, PriceDesk.Model, Stop);

        Assert.Equal(4, rows.Count);
        Assert.Equal(holding, Assert.Single(rows, r => r.HoldsNow).Id);
        Assert.NotNull(Assert.Single(rows, r => r.Id == withdrawn).WithdrawnAt);
        Assert.All(rows.Where(r => r.IsOwn), r => Assert.NotNull(r.CreatedBy));
        Assert.Empty(await desk.Corrections.ListVersionsAsync(desk.Admin, "gemini-9-quartz", Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A13_members_and_strangers_are_refused(DatabaseKind kind)
    {
        await using var desk = await PriceDesk.OpenAsync(kind);
        var member = await desk.Test.AddMemberAsync(desk.Admin.OrganizationId);
        var stranger = await desk.Test.AddActorAsync(MembershipRole.Admin, "Other Studio");
        var id = await desk.AddAsync(PriceDesk.Input(0.6m));

        await Assert.ThrowsAsync<AccessDeniedException>(() => desk.Corrections.ListAsync(member, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => desk.Corrections.ListVersionsAsync(member, PriceDesk.Model, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => desk.Corrections.AddAsync(member, PriceDesk.Input(1), Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => desk.Corrections.WithdrawAsync(member, id, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => desk.Imports.CompareAsync(member, "{}", Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => desk.Imports.ApplyAsync(member, "{}", Stop));
        Assert.False(await desk.Corrections.WithdrawAsync(stranger, id, Stop));
        Assert.Equal(0.6m, await desk.RateAsync(Noon));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_stored_price_cannot_be_edited_or_deleted(DatabaseKind kind)
    {
        await using var desk = await PriceDesk.OpenAsync(kind);
        var id = await desk.AddAsync(PriceDesk.Input(0.6m));
        await using var context = desk.Test.Database.Open(desk.Admin.OrganizationId);

        await Assert.ThrowsAnyAsync<Exception>(() => context.PriceCorrections.Where(c => c.Id == id).ExecuteUpdateAsync(c => c.SetProperty(p => p.Source, "x"), Stop));
        await Assert.ThrowsAnyAsync<Exception>(() => context.PriceCorrections.Where(c => c.Id == id).ExecuteDeleteAsync(Stop));
    }

    [Fact]
    public void What_cannot_be_a_price_is_refused_with_words()
    {
        var good = PriceDesk.Input(1);

        Assert.Empty(PriceChecks.Of(good));
        Assert.Equal([nameof(good.Model)], Fields(good with { Model = "two words" }));
        Assert.Equal([nameof(good.Model)], Fields(good with { Model = new string('m', 121) }));
        Assert.Equal([nameof(good.Kind)], Fields(good with { Kind = "smell" }));
        Assert.Equal([nameof(good.EffectiveTo)], Fields(good with { EffectiveTo = good.EffectiveFrom }));
        Assert.Equal([nameof(good.EffectiveTo)], Fields(good with { EffectiveTo = good.EffectiveFrom.AddTicks(1) }));
        Assert.Equal([nameof(good.Source)], Fields(good with { Source = " " }));
        Assert.Equal([nameof(good.Note)], Fields(good with { Note = new string('n', 1001) }));
        Assert.Equal(["Rates"], Fields(good with { Rates = new PriceRates() }));
        Assert.Equal(["Rates.input"], Fields(good with { Rates = new PriceRates { Output = 1 } }));
        Assert.Equal(["Rates.output"], Fields(good with { Rates = good.Rates with { Output = -0.1m } }));
        Assert.Equal(["Rates.input"], Fields(good with { Rates = good.Rates with { Input = 0.00000000001m } }));
        Assert.Equal(["Rates.input"], Fields(good with { Rates = good.Rates with { Input = 1_000.1m } }));
    }

    private static IEnumerable<string> Fields(CorrectionInput input) => PriceChecks.Of(input).Select(p => p.Field);

    /// <summary>Otherwise pictures would be billed as words or not at all, and limits would let them pass.</summary>
    [Theory]
    [InlineData("image", false, false, "image_output")]
    [InlineData("image", true, false, "image_output")]
    [InlineData("image", true, true, null)]
    [InlineData("text", false, false, "output")]
    [InlineData("text", true, false, null)]
    [InlineData("tts", false, false, "output")]
    [InlineData("video", false, false, "output")]
    [InlineData("embedding", false, false, null)]
    public void A_price_by_tokens_needs_a_rate_for_what_the_model_makes(string kind, bool hasOutput, bool hasImageOutput, string? missing)
    {
        var rates = new PriceRates { Input = 0.000001m, Output = hasOutput ? 0.00001m : null, ImageOutput = hasImageOutput ? 0.0001m : null };
        rates = rates with { PerImage = new Dictionary<string, decimal>(StringComparer.Ordinal) { [PriceRates.AnySize] = 0.039m } };

        var problems = PriceChecks.Of(PriceDesk.Input(1) with { Kind = kind, Rates = rates });

        Assert.Equal(missing is null ? [] : [$"Rates.{missing}"], problems.Select(p => p.Field));
    }
}
