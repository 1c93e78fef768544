using System.Text.Json;
using System.Text.Json.Nodes;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Gemini;
using Xunit;

namespace AdCreator.Tests.Demo;

public sealed class DemoSchemaTests : IDisposable
{
    private const string Config = """{"responseMimeType":"application/json","seed":4,"responseJsonSchema":SCHEMA}""";

    private static readonly Brief Tea = new()
    {
        BrandName = "Northwind Tea", BrandColor = "#B4532A", ProductName = "Morning Calm", Benefits = ["Steeps in three minutes", "Grown without pesticides"],
        ProductPictureBlobId = Guid.Empty, Variations = 12, AspectRatio = "4:5", Seed = 11,
    };

    private readonly DemoClient client = new();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task JSON_schema_with_references_unions_and_bounds_is_met()
    {
        const string Schema = """{"type":"object","$defs":{"tag":{"type":"string","minLength":3,"maxLength":5}},"properties":{"tags":{"type":"array","items":{"$ref":"#/$defs/tag"},"minItems":2,"maxItems":2},"when":{"type":"string","format":"date-time"},"maybe":{"anyOf":[{"type":"null"},{"type":"integer","minimum":40,"maximum":41}]},"kind":{"enum":["x","y"]},"fixed":{"const":7},"nested":{"type":["object","null"],"properties":{"ok":{"type":"boolean"}}},"share":{"type":"number","exclusiveMinimum":0,"maximum":1}},"required":["tags"]}""";

        var json = await AskAsync("Fill it.", Schema);

        Assert.Equal(2, json["tags"]!.AsArray().Count);
        Assert.All(json["tags"]!.AsArray(), t => Assert.InRange(t!.ToString().Length, 3, 5));
        Assert.True(DateTimeOffset.TryParse(json["when"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture, out _));
        Assert.InRange((int)json["maybe"]!, 40, 41);
        Assert.Contains(json["kind"]!.ToString(), new[] { "x", "y" });
        Assert.Equal(7, (int)json["fixed"]!);
        Assert.True(json["nested"]!["ok"]!.GetValueKind() is JsonValueKind.True or JsonValueKind.False);
        Assert.InRange((double)json["share"]!, 0.0001, 1);
    }

    [Fact]
    public async Task A_schema_that_refers_to_itself_ends()
    {
        var json = await AskAsync("Fill it.", """{"type":"object","properties":{"child":{"$ref":"#"}}}""");

        Assert.NotNull(json["child"]);
    }

    [Fact]
    public async Task Hooks_of_a_run_differ_keep_the_form_and_claim_nothing()
    {
        var hooks = new List<Hook>();
        for (var number = 1; number <= 12; number++)
        {
            hooks.Add(HookStep.Parse((await AskAsync(HookStep.Prompt(Tea, null, number))).ToJsonString())!);
        }

        Assert.All(hooks, h => Assert.InRange(h.Text.Length, 3, 70));
        Assert.True(hooks.Select(h => h.Text).Distinct().Count() >= 11, string.Join('\n', hooks.Select(h => h.Text)));
        Assert.All(hooks, h => Assert.DoesNotMatch("(?i)%|off|free|sale|discount|guarantee|€|\\$", h.Text));
        Assert.True(hooks.Count(h => h.Text.Contains("Morning Calm", StringComparison.Ordinal) || h.Text.Contains("teeps in three", StringComparison.Ordinal) || h.Text.Contains("rown without", StringComparison.Ordinal)) >= 9);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(8, 3)]
    [InlineData(12, 977)]
    public async Task A_batch_of_hooks_is_as_it_was_asked_for_and_claims_nothing(int count, int seed)
    {
        var mixes = HookSpread.Of(count, seed);
        var prompt = HookBatchStep.Prompt(Tea with { Seed = seed }, mixes, ["Finally. Steeps in three minutes."]);

        var hooks = HookBatchStep.Parse((await AskAsync(prompt)).ToJsonString(), count)!;

        Assert.Equal(mixes, hooks.Select(h => new HookMix(h.Type, h.Emotion, h.Pattern)));
        Assert.All(hooks, h => Assert.InRange(h.Text.Length, 3, 70));
        Assert.DoesNotContain(hooks, h => h.Text == "Finally. Steeps in three minutes.");
        Assert.All(hooks, h => Assert.DoesNotMatch("(?i)%|free|sale|discount|guarantee|€|\\$|!|—", h.Text));
        var notes = HookNotes.Of(new HookNoteContext { Hooks = hooks, Names = [Tea.ProductName, Tea.BrandName] }).SelectMany(n => n).ToList();
        Assert.True(notes.Count <= count / 4, string.Join('\n', hooks.Select(h => h.Text).Concat(notes.Select(n => n.Text))));
    }

    [Fact]
    public async Task A_batch_speaks_to_the_audience_and_names_the_offer_in_its_own_words()
    {
        var brief = Tea with { Audience = "Young parents who want five quiet minutes", Offer = "20 % off your first tin" };

        var hooks = HookBatchStep.Parse((await AskAsync(HookBatchStep.Prompt(brief, HookSpread.Of(8, 3), []))).ToJsonString(), 8)!;

        var words = string.Join('\n', hooks.Select(h => h.Text));
        Assert.True(hooks.Count(h => h.Text.Contains("young parents", StringComparison.OrdinalIgnoreCase)) >= 4, words);
        Assert.True(hooks.Any(h => h.Text.EndsWith("20 % off your first tin.", StringComparison.Ordinal)), words);
    }

    [Fact]
    public async Task Reviews_can_be_read_and_mostly_approve()
    {
        var verdicts = new List<ReviewVerdict?>();
        for (var seed = 0; seed < 60; seed++)
        {
            verdicts.Add((await ReviewAsync(Tea with { Seed = seed }))!.Verdict);
        }

        Assert.InRange(verdicts.Count(v => v == ReviewVerdict.Approved), 36, 56);
        Assert.InRange(verdicts.Count(v => v == ReviewVerdict.Flagged), 3, 24);
    }

    [Theory]
    [InlineData("[demo:flagged]", ReviewVerdict.Flagged)]
    [InlineData("[demo:rejected]", ReviewVerdict.Rejected)]
    public async Task A_verdict_can_be_asked_for(string wish, ReviewVerdict verdict)
    {
        Assert.Equal(verdict, (await ReviewAsync(Tea with { Wish = wish }))!.Verdict);
    }

    [Fact]
    public async Task An_unreadable_review_can_be_asked_for()
    {
        Assert.Null(await ReviewAsync(Tea with { Wish = "[demo:bad-review]" }));
    }

    [Fact]
    public async Task A_reference_is_described_by_its_own_colours()
    {
        var json = await AskAsync("Describe it.", """{"type":"object","properties":{"palette":{"type":"string"},"mood":{"type":"string"}}}""", DemoClient.ProductPhoto());

        Assert.Matches("#C8|#C9|#C7", json["palette"]!.ToString());
        Assert.NotEmpty(json["mood"]!.ToString());
    }

    private async Task<Review?> ReviewAsync(Brief brief)
    {
        var photo = new PromptPicture(DemoClient.ProductPhoto(), "image/png");
        var prompt = ReviewStep.Prompt(new ReviewOrder(brief, "Steep. Sip.", brief.Offer, photo, photo));
        var answer = await client.GenerateAsync(string.Join('\n', prompt.Texts), ConfigOf(prompt.ResponseSchema!.Value.GetRawText(), prompt.Seed!.Value), picture: DemoClient.ProductPhoto());
        return ReviewStep.Parse(DemoClient.TextOf(answer));
    }

    private async Task<JsonObject> AskAsync(GeminiPrompt prompt)
    {
        var answer = await client.GenerateAsync(string.Join('\n', prompt.Texts), ConfigOf(prompt.ResponseSchema!.Value.GetRawText(), prompt.Seed!.Value));
        return JsonNode.Parse(DemoClient.TextOf(answer))!.AsObject();
    }

    private async Task<JsonObject> AskAsync(string text, string schema, byte[]? picture = null) =>
        JsonNode.Parse(DemoClient.TextOf(await client.GenerateAsync(text, ConfigOf(schema, 4), picture: picture)))!.AsObject();

    private static string ConfigOf(string schema, int seed) =>
        Config.Replace("SCHEMA", schema, StringComparison.Ordinal).Replace("\"seed\":4", $"\"seed\":{seed}", StringComparison.Ordinal);
}
