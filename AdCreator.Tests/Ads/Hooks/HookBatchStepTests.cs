using System.Text;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Claims;
using AdCreator.Core.Gemini;
using AdCreator.Core.Usage;
using Xunit;

namespace AdCreator.Tests.Ads.Hooks;

/// <summary>Security D3 for batches: what a model answers is data of an agreed form, and anything else is unreadable.</summary>
public sealed class HookBatchStepTests
{
    private const string Good = """{"type":"Question","emotion":"CALM","pattern":"imperative ","text":"Take five\nminutes","scene":"A table"}""";

    [Fact]
    public void Hooks_of_known_words_are_read_however_they_are_spelled() =>
        Assert.Equal(
            [new Hook("Take five minutes", "question", "calm", "A table") { Pattern = "imperative" }],
            HookBatchStep.Parse($$"""{"hooks":[{{Good}}]}""", 1)!);

    [Theory]
    [InlineData("""{"hooks":[{"type":"jailbreak","emotion":"calm","pattern":"imperative","text":"Take five","scene":"A table"}]}""")]
    [InlineData("""{"hooks":[{"type":"question","emotion":"hatred","pattern":"imperative","text":"Take five","scene":"A table"}]}""")]
    [InlineData("""{"hooks":[{"type":"question","emotion":"calm","pattern":"rant","text":"Take five","scene":"A table"}]}""")]
    [InlineData("""{"hooks":[{"type":"question","emotion":"calm","text":"Take five","scene":"A table"}]}""")]
    [InlineData("""{"hooks":[{"type":"question","emotion":"calm","pattern":"imperative","text":"Take five","scene":"A table","price":1}]}""")]
    [InlineData("""{"hooks":[{"type":"question","emotion":"calm","pattern":"imperative","text":5,"scene":"A table"}]}""")]
    [InlineData("""{"hooks":[{"type":["question"],"emotion":"calm","pattern":"imperative","text":"Take five","scene":"A table"}]}""")]
    [InlineData("""{"hooks":[{"type":"question","emotion":"calm","pattern":"imperative","text":"Hm","scene":"A table"}]}""")]
    [InlineData("""{"hooks":[{"type":"question","emotion":"calm","pattern":"imperative","text":null,"scene":"A table"}]}""")]
    [InlineData("""{"hooks":[null]}""")]
    [InlineData("""{"hooks":[]}""")]
    [InlineData("""{"hooks":{}}""")]
    [InlineData("""{"hooks":[],"note":"hello"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("no json")]
    public void D3_any_other_batch_is_unreadable(string answer) => Assert.Null(HookBatchStep.Parse(answer, 8));

    [Fact]
    public void D3_more_hooks_than_were_asked_for_are_unreadable() =>
        Assert.Null(HookBatchStep.Parse($$"""{"hooks":[{{Good}},{{Good.Replace("five", "six", StringComparison.Ordinal)}}]}""", 1));

    [Fact]
    public void A_hook_of_no_use_is_left_out_and_the_others_that_were_paid_for_stay()
    {
        var tooLong = Good.Replace("Take five\\nminutes", new string('x', HookStep.MaxTextLength + 1), StringComparison.Ordinal);

        var hooks = HookBatchStep.Parse($$"""{"hooks":[{{tooLong}},{{Good}},{{Good}}]}""", 3)!;

        Assert.Equal("Take five minutes", Assert.Single(hooks).Text);
    }

    [Fact]
    public void What_is_known_already_and_what_the_ledger_allows_stand_in_the_prompt_as_data()
    {
        var brief = Brief() with
        {
            Audience = "Night nurses",
            Claims = [new ApprovedClaim(ClaimKind.Guarantee, "30-day money-back guarantee")],
            Kit = new BrandKit { WordsToUse = ["slow"], WordsToAvoid = ["cheap"] },
        };

        var text = string.Join('\n', HookBatchStep.Prompt(brief, HookSpread.Of(3, 0), ["Steep. Sip."]).Texts);

        foreach (var part in new[] { "Audience: Night nurses", "30-day money-back guarantee", "slow", "cheap", "- Steep. Sip.", "Write 3 hooks.", "3. kind:" })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_batch_is_asked_for_in_more_words_than_the_longest()
    {
        var most = BytesOf(HookBatchStep.LongestPrompt(Brief(), ["Steep. Sip."], 12));

        var sent = Enumerable.Range(0, 1120).Max(seed => BytesOf(HookBatchStep.Prompt(Brief(), HookSpread.Of(12, seed), ["Steep. Sip."])));

        Assert.True(sent <= most, $"{sent} > {most}");
    }

    [Fact]
    public void The_longest_brief_can_be_sent()
    {
        var brief = Brief() with
        {
            BrandName = Letters(120),
            BrandTone = Letters(500),
            ProductName = Letters(200),
            Offer = Letters(120),
            Wish = Letters(2000),
            Audience = Letters(200),
            Benefits = [.. Enumerable.Repeat(Letters(160), 12)],
            Claims = [.. Enumerable.Repeat(new ApprovedClaim(ClaimKind.Statement, Letters(200)), 400)],
            Kit = new BrandKit { WordsToUse = [.. Enumerable.Repeat(Letters(60), 20)], WordsToAvoid = [.. Enumerable.Repeat(Letters(60), 50)] },
        };

        var prompt = HookBatchStep.Prompt(brief, HookSpread.Of(12, 0), [.. Enumerable.Repeat(Letters(90), 60)]);

        Assert.All(prompt.Texts, t => Assert.InRange(t.Length, 1, GeminiLimits.PromptCharacters));
    }

    private static string Letters(int count) => new StringBuilder().Append('x', count).ToString();

    private static int BytesOf(GeminiPrompt prompt) => GeminiCallSize.Of(UsageOperations.AnalyzeHook, prompt).InputBytes;

    private static Brief Brief() => new()
    {
        BrandName = "Leafpress", BrandColor = "#1F4E5F", ProductName = "Press", ProductPictureBlobId = Guid.Empty, Variations = 12, AspectRatio = "1:1",
    };
}
