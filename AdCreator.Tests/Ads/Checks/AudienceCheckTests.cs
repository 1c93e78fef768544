using AdCreator.Core.Ads.Checks;
using Xunit;

namespace AdCreator.Tests.Ads.Checks;

public sealed class AudienceCheckTests
{
    [Theory]
    [InlineData("Mums deserve five quiet minutes", "Parents of toddlers")]
    [InlineData("Made for trail runners", "trail runners, 25 to 40")]
    [InlineData("Your morning, before the world gets loud", "Commuters")]
    [InlineData("Dein Morgen gehört dir", "Pendler")]
    [InlineData("The kettle is on", "")]
    public void A_hook_that_names_or_addresses_the_audience_passes(string hook, string audience) =>
        Assert.Equal(CheckState.Passed, AudienceCheck.Run(hook, "", audience, "").State);

    [Fact]
    public void What_is_missing_is_flagged_and_never_blocks()
    {
        var result = AudienceCheck.Run("The kettle is on", "", "Dog owners", "20 % off your first tin");

        Assert.Equal((CheckState.Unsure, "Flagged: the hook does not name the audience “Dog owners” nor the offer “20 % off your first tin”."), (result.State, result.Text));
    }

    [Theory]
    [InlineData("20% off your first tin", "", CheckState.Passed)]
    [InlineData("The kettle is on", "First tin: 20 percent off", CheckState.Passed)]
    [InlineData("25% off your first tin", "", CheckState.Unsure)]
    public void The_offer_counts_with_its_figures(string hook, string line, CheckState expected) =>
        Assert.Equal(expected, AudienceCheck.Run(hook, line, "", "20 % off your first tin").State);
}
