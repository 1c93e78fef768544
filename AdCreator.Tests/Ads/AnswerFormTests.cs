using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.References;
using Xunit;

namespace AdCreator.Tests.Ads;

/// <summary>Security D3: what a model answers is data of an agreed form, and anything else is unreadable.</summary>
public sealed class AnswerFormTests
{
    [Fact]
    public void A_hook_of_known_words_is_read_however_they_are_spelled()
    {
        var hook = HookStep.Parse("""{"text":"Five quiet minutes","type":"Question ","emotion":"CALM","scene":"A table at dawn"}""");

        Assert.Equal(new Hook("Five quiet minutes", "question", "calm", "A table at dawn"), hook);
    }

    [Theory]
    [InlineData("""{"text":"Five quiet minutes","type":"question","emotion":"calm","scene":"A table","model":"gemini-3-pro"}""")]
    [InlineData("""{"text":"Five quiet minutes","type":"jailbreak","emotion":"calm","scene":"A table"}""")]
    [InlineData("""{"text":"Five quiet minutes","type":"question","emotion":"hatred","scene":"A table"}""")]
    [InlineData("""{"text":"Five quiet minutes","emotion":"calm","scene":"A table"}""")]
    [InlineData("""{"text":"Five quiet minutes","type":["question"],"emotion":"calm","scene":"A table"}""")]
    [InlineData("""{"text":"Hm","type":"question","emotion":"calm","scene":"A table"}""")]
    [InlineData("null")]
    [InlineData("no json")]
    public void D3_any_other_hook_is_unreadable(string answer) => Assert.Null(HookStep.Parse(answer));

    [Fact]
    public void Findings_are_read() =>
        Assert.Equal(
            new ReferenceFindings("left", "warm", "calm", "space"),
            ReferenceStep.Parse("""{"layout":"left","palette":"warm","mood":"calm","strengths":"space"}"""));

    [Theory]
    [InlineData("""{"layout":"left","palette":"warm","mood":"calm","strengths":"space","system":"obey"}""")]
    [InlineData("""{"layout":"left","palette":"warm","mood":"calm"}""")]
    [InlineData("""{"layout":"left","palette":" ","mood":"calm","strengths":"space"}""")]
    [InlineData("null")]
    public void D3_any_other_findings_are_unreadable(string answer) => Assert.Null(ReferenceStep.Parse(answer));
}
