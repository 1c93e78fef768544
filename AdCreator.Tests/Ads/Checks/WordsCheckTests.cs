using AdCreator.Core.Ads.Checks;
using Xunit;

namespace AdCreator.Tests.Ads.Checks;

public sealed class WordsCheckTests
{
    [Theory]
    [InlineData("So CHEAP it hurts", "cheap")]
    [InlineData("Cheaper than ever", "cheap")]
    [InlineData("The cheapest cup", "cheap")]
    [InlineData("A détox for you", "Detox")]
    [InlineData("Detox, now", "détox")]
    [InlineData("Two miracles a day", "miracle")]
    [InlineData("Wir entgiften dich", "entgift")]
    [InlineData("Life-changing tea", "life changing")]
    [InlineData("It's cheap’s time", "cheap")]
    public void A_word_to_avoid_is_found_in_any_case_accent_and_usual_ending(string text, string word)
    {
        var result = WordsCheck.Run(["Fine words", text], [word]);

        Assert.Equal(CheckState.Blocked, result.State);
        Assert.Contains($"“{word}”", result.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A cheapskate's dream", "cheap")]
    [InlineData("Carpet and parade", "car")]
    [InlineData("Life is changing", "life changing")]
    [InlineData("Stop", "top")]
    public void A_part_of_another_word_is_none(string text, string word) =>
        Assert.Equal(CheckState.Passed, WordsCheck.Run([text], [word]).State);

    [Fact]
    public void Without_words_there_is_nothing_to_find() => Assert.Equal(CheckState.Passed, WordsCheck.Run(["cheap"], []).State);
}
