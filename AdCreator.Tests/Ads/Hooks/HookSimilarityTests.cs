using AdCreator.Core.Ads.Hooks;
using Xunit;

namespace AdCreator.Tests.Ads.Hooks;

/// <summary>The threshold holds on examples: rephrasings of a line are found, other lines are left alone.</summary>
public sealed class HookSimilarityTests
{
    private static readonly string[] Names = ["Morning Calm", "Northwind Tea"];

    [Theory]
    [InlineData("Five quiet minutes, every morning", "Every morning, five quiet minutes")]
    [InlineData("Steeps in three minutes. It really is that simple.", "It steeps in three minutes, simple as that.")]
    [InlineData("Three minutes to a calm cup", "A calm cup in three minutes")]
    [InlineData("Grown without pesticides, just as it says.", "Grown without any pesticides. Just as the label says.")]
    [InlineData("What if mornings were calm?", "What if your morning was calm?")]
    [InlineData("Gentle on an empty stomach", "So gentle, even on an empty stomach")]
    [InlineData("Your hands deserve softness", "Softness your hands deserve")]
    [InlineData("Sip slow. Start calm.", "Sip slowly, start calmly")]
    [InlineData("Cold brew without the wait", "Cold brew, no waiting")]
    [InlineData("Un café sans attente", "Un cafe sans attendre")]
    [InlineData("Morning Calm: steeps in three minutes", "Steeps in just three minutes: Morning Calm")]
    [InlineData("MORNING CALM. GENTLE.", "Gentle. That is Morning Calm")]
    [InlineData("Leave the rush behind before work", "Before work, leave the rush behind you")]
    [InlineData("三分钟泡好一杯茶", "一杯茶，三分钟泡好")]
    public void The_same_line_in_other_words_is_flagged(string one, string other)
    {
        Assert.True(Score(one, other) >= HookSimilarity.Threshold + 0.1, $"{Score(one, other):F2}");
        Assert.Equal(Score(one, other), Score(other, one), 12);
    }

    [Theory]
    [InlineData("Five quiet minutes, every morning", "Grown without pesticides, tested twice")]
    [InlineData("Morning Calm. Steeps in three minutes.", "Morning Calm. Gentle on an empty stomach.")]
    [InlineData("What if mornings were calm?", "What if tea tasted of the harbour?")]
    [InlineData("Before: rush. After: Morning Calm.", "The old way was louder. Morning Calm is not.")]
    [InlineData("Three minutes to a calm cup", "Monday, 7:12. The kettle is already on.")]
    [InlineData("Soft hands after every wash", "Soft light, clean lines, no clutter")]
    [InlineData("Ready to drink when you are", "No added sugar, all the taste")]
    [InlineData("Sixteen hours of brewing. One cold sip.", "Sixteen wrapped bags for sixteen evenings")]
    [InlineData("Try one week with Morning Calm", "Swap one habit for Morning Calm")]
    [InlineData("For the first quiet minute of the day", "Read the label twice: grown without pesticides")]
    [InlineData("Steeps in three minutes", "Gone in three minutes: the morning rush")]
    [InlineData("Myth: good tea takes long. It takes three minutes.", "Truth: good tea needs no pesticides.")]
    [InlineData("三分钟泡好一杯茶", "早晨的第一缕阳光")]
    public void Another_line_is_not(string one, string other) =>
        Assert.True(Score(one, other) < HookSimilarity.Threshold - 0.05, $"{Score(one, other):F2}");

    [Theory]
    [InlineData("Sip. Rest.", "Sip. Rest.", 1)]
    [InlineData("", "Sip. Rest.", 0)]
    [InlineData("", "", 0)]
    [InlineData("!?", "🍵", 0)]
    public void Ends_of_the_scale(string one, string other, double score) => Assert.Equal(score, Score(one, other));

    private static double Score(string one, string other) => HookSimilarity.Between(one, other, Names);
}
