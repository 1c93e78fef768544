using System.Text;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.References;
using AdCreator.Core.Gemini;
using AdCreator.Core.Usage;
using Xunit;

namespace AdCreator.Tests.Ads;

/// <summary>What a quote counts is never shorter than what is sent.</summary>
public sealed class LongestPromptTests
{
    [Theory]
    [InlineData("\u4E2D")]
    [InlineData("\u0B95")]
    [InlineData("\U0001F33F")]
    public void No_findings_are_longer_than_the_longest(string sign)
    {
        var part = string.Concat(Enumerable.Repeat(sign, 240));
        var found = ReferenceStep.Parse($$"""{"layout":"{{part}}","palette":"{{part}}","mood":"{{part}}","strengths":"{{part}}"}""")!;

        Assert.True(Encoding.UTF8.GetByteCount(found.AsData()) <= Encoding.UTF8.GetByteCount(ReferenceFindings.Longest.AsData()));
    }

    [Fact]
    public void No_hook_is_asked_for_in_more_words_than_the_longest()
    {
        var most = BytesOf(HookStep.LongestPrompt(Brief(0), null));

        var sent = from seed in Enumerable.Range(0, 140) from number in Enumerable.Range(1, 12) select BytesOf(HookStep.Prompt(Brief(seed), null, number));

        Assert.True(sent.Max() <= most);
    }

    private static int BytesOf(GeminiPrompt prompt) => GeminiCallSize.Of(UsageOperations.AnalyzeHook, prompt).InputBytes;

    private static Brief Brief(int seed) => new()
    {
        BrandName = "Leafpress", BrandColor = "#1F4E5F", ProductName = "Press", ProductPictureBlobId = Guid.Empty, Variations = 12, AspectRatio = "1:1", Seed = seed,
    };
}
