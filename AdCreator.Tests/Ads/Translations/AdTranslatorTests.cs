using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Translations;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Agents;
using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using AdCreator.Tests.Ads.Runs;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Ads.Translations;

/// <summary>A finished ad in another language: the words are paid for, the picture is not.</summary>
public sealed class AdTranslatorTests
{
    private static readonly CopyLanguage German = CopyLanguage.Find("de")!;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task One_metered_call_of_the_ad_within_its_price_and_no_picture(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var run = await studio.MakeAsync(studio.Choices with { Variations = 1 });
        var made = run.Ads[0];
        var most = (await Translator(studio).AtMostAsync(studio.Actor, made.Id, Stop))!.Value;

        var translated = Assert.IsType<TranslationResult.Translated>(await Translator(studio).TranslateAsync(
            studio.Actor, made.Id, new AdTexts(made.Hook!.Text, "20 % off this week", ""), German, Stop));
        var texts = translated.Texts;
        await studio.App.Services.GetRequiredService<AdEditing>().EditTextAsync(
            studio.Actor, made.Id, new AdDesign { Headline = texts.Headline, Offer = texts.Offer, Language = German.Tag }, Stop);

        var ad = (await studio.WaitAsync(run.Id)).Ads[0];
        Assert.Equal(($"{made.Hook.Text} (German)", "20 % off this week (German)", "de"), (ad.Design!.Headline, ad.Design.Offer, ad.Design.Language));
        Assert.Equal((made.SceneBlobId, 2), (ad.SceneBlobId, ad.VersionNumber));
        await Eventually.TrueAsync(async () => await studio.CountCallsAsync(run.Id, UsageOperations.TranslateText) == 1);
        await using var context = studio.App.Services.GetRequiredService<AdCreatorDb>().Open(studio.Actor.OrganizationId);
        var call = await context.TokenUsage.SingleAsync(u => u.Operation == UsageOperations.TranslateText, Stop);
        Assert.Equal((made.Id, run.Id), (call.AdId, call.RunId));
        Assert.InRange(call.CostUsd!.Value, 0.000001m, most);
        Assert.Equal(1, await studio.CountCallsAsync(run.Id, UsageOperations.GenerateImage));
    }

    [Fact]
    public async Task What_cannot_be_translated_is_said_before_anything_is_sent()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var run = await studio.MakeAsync(studio.Choices with { Variations = 1 });
        var ad = run.Ads[0].Id;

        var noHeadline = await Translator(studio).TranslateAsync(studio.Actor, ad, new AdTexts("", "", ""), German, Stop);
        var longAltText = await Translator(studio).TranslateAsync(studio.Actor, ad, new AdTexts("Tea", "", new string('x', 301)), German, Stop);

        Assert.Equal("A headline has 1 to 90 letters; this one has 0.", Assert.IsType<TranslationResult.NotDone>(noHeadline).Reason);
        Assert.Contains("at most 300 letters", Assert.IsType<TranslationResult.NotDone>(longAltText).Reason, StringComparison.Ordinal);
        Assert.IsType<TranslationResult.NotFound>(await Translator(studio).TranslateAsync(studio.Actor, Guid.CreateVersion7(), new AdTexts("Tea", "", ""), German, Stop));
        Assert.Equal(0, await studio.CountCallsAsync(run.Id, UsageOperations.TranslateText));
    }

    [Theory]
    [InlineData("""{"headline":"Ruhig","offer":"20 % Rabatt","alt":""}""", true)]
    [InlineData("""{"headline":"","offer":"20 % Rabatt","alt":""}""", false)]
    [InlineData("""{"headline":"Ruhig","offer":"","alt":""}""", false)]
    [InlineData("""{"headline":"Ruhig","alt":""}""", false)]
    [InlineData("""{"headline":"Ruhig","offer":"20 % Rabatt","alt":"","note":"hi"}""", false)]
    [InlineData("Ruhig", false)]
    public void Only_an_answer_of_the_agreed_form_counts(string answer, bool isUsed) =>
        Assert.Equal(isUsed, TranslationStep.Parse(answer, new AdTexts("Calm", "20 % off", "")) is not null);

    [Fact]
    public void A_headline_that_grew_too_long_is_no_answer() =>
        Assert.Null(TranslationStep.Parse($$"""{"headline":"{{new string('x', 91)}}","offer":"","alt":""}""", new AdTexts("Calm", "", "")));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AdTranslator Translator(DemoStudio studio) => studio.App.Services.GetRequiredService<AdTranslator>();
}
