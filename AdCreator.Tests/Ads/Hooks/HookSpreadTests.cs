using AdCreator.Core.Ads.Hooks;
using Xunit;

namespace AdCreator.Tests.Ads.Hooks;

/// <summary>Hooks of a batch differ on purpose.</summary>
public sealed class HookSpreadTests
{
    public static TheoryData<int> Seeds => [0, 1, 7, 13, 14, 139, 140, 977, 1119, 1120, 65_535];

    [Fact]
    public void There_are_14_types_10_emotions_and_8_patterns()
    {
        Assert.Equal((14, 10, 8), (HookKinds.All.Types.Count, HookKinds.All.Emotions.Count, HookKinds.All.Patterns.Count));
        foreach (var words in new[] { HookKinds.All.Types, HookKinds.All.Emotions, HookKinds.All.Patterns })
        {
            Assert.Equal(words.Count, words.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Twelve_hooks_have_twelve_types_and_every_emotion_and_pattern(int seed)
    {
        var mixes = HookSpread.Of(12, seed);

        Assert.Equal(12, mixes.Select(m => m.Type).Distinct().Count());
        Assert.Equal(10, mixes.Select(m => m.Emotion).Distinct().Count());
        Assert.Equal(8, mixes.Select(m => m.Pattern).Distinct().Count());
    }

    [Theory, MemberData(nameof(Seeds))]
    public void No_combination_comes_twice_within_280_hooks(int seed)
    {
        var mixes = Enumerable.Range(0, 28).SelectMany(batch => HookSpread.Of(10, seed, batch * 10)).ToList();

        Assert.Equal(280, mixes.Distinct().Count());
    }

    [Fact]
    public void A_seed_gives_the_same_mixes_again_and_other_seeds_pair_them_otherwise()
    {
        Assert.Equal(HookSpread.Of(12, 42), HookSpread.Of(12, 42));

        // Every one of the 1,120 combinations is reached from some seed.
        var all = Enumerable.Range(0, 14 * 10 * 8).SelectMany(seed => HookSpread.Of(1, seed)).Distinct().Count();
        Assert.Equal(14 * 10 * 8, all);
    }

    [Fact]
    public void A_second_batch_goes_on_where_the_first_ended() =>
        Assert.Equal(HookSpread.Of(12, 5), [.. HookSpread.Of(8, 5), .. HookSpread.Of(4, 5, already: 8)]);
}
