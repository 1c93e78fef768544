using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Brands.Claims;
using Xunit;

namespace AdCreator.Tests.Ads.Checks;

public sealed class ClaimsCheckTests(ITestOutputHelper output)
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    private static readonly ClaimFacts Tea = new("Morning Calm 120 g", "Northwind Tea", ["Steeps in three minutes"], "€18.50", "20 % off your first tin");

    [Theory]
    [InlineData("claims-first.json", 30), InlineData("claims-second.json", 20), InlineData("claims-third.json", 20)]
    public void Of_texts_that_invent_claims_none_passes_and_of_clean_ones_one_at_most_is_blocked(string file, int count)
    {
        var texts = ClaimTexts.Read(file);
        Assert.Equal((count, count), (texts.Poisoned.Count, texts.Clean.Count));

        var let = texts.Poisoned.Select(t => (t.Text, Result: texts.Check(t))).Where(t => t.Result.State == CheckState.Passed).ToList();
        var wronged = texts.Clean.Select(t => (t.Text, Result: texts.Check(t))).Where(t => t.Result.State != CheckState.Passed).ToList();

        let.ForEach(t => output.WriteLine($"passed: {t.Text}"));
        wronged.ForEach(t => output.WriteLine($"{t.Result.State}: {t.Text}: {t.Result.Text}"));
        output.WriteLine($"{file}: {texts.Poisoned.Count(t => texts.Check(t).State == CheckState.Blocked)} of {count} blocked, {let.Count} let through; clean: {wronged.Count(t => t.Result.State == CheckState.Blocked)} blocked, {wronged.Count(t => t.Result.State == CheckState.Failed)} left to a person");

        Assert.Empty(let);
        Assert.InRange(wronged.Count(t => t.Result.State == CheckState.Blocked), 0, 1);
    }

    [Theory]
    [InlineData("Now 25% off your first tin", "“Now 25% off your first tin” promises a discount or something free, but with another figure than the approved “20 % off your first tin”.")]
    [InlineData("20% off", "“20% off” promises a discount or something free, but the ledger approves it only as “20 % off your first tin”: say it with all of its conditions.")]
    [InlineData("Calm first. Buy two, get one free.", "“Buy two, get one free.” promises a discount or something free, but “Buy two, get one free” expired on 2026-11-25: renew it in the brand's claims, or leave it out.")]
    [InlineData("Cures headaches", "“Cures headaches” claims an effect on health or the body; no claim approves it: add it to the brand's claims with its source, or leave it out.")]
    public void A_blocked_ad_quotes_its_sentence_and_says_why(string text, string expected)
    {
        var result = Check(text, new ApprovedClaim(ClaimKind.Discount, "Buy two, get one free", Today.AddDays(-1)));

        Assert.Equal((CheckState.Blocked, expected), (result.State, result.Text));
    }

    [Theory]
    [InlineData("20% off your first tin")]
    [InlineData("20 % off your first tin!")]
    [InlineData("20 percent off your FIRST tin")]
    [InlineData("Twenty per cent off your first tin")]
    [InlineData("€18.50 a tin")]
    [InlineData("EUR 18.50 a tin")]
    [InlineData("18,50 € a tin")]
    [InlineData("18.50 euros a tin")]
    [InlineData("120g of quiet")]
    public void One_figure_in_other_writing_is_the_same_figure(string text) => Assert.Equal(CheckState.Passed, Check(text).State);

    [Theory]
    [InlineData("€18.05 a tin")]
    [InlineData("$18.50 a tin")]
    [InlineData("200 % off your first tin")]
    [InlineData("2 % off your first tin")]
    [InlineData("1,200 g of quiet")]
    public void Another_figure_is_never_the_same(string text) => Assert.Equal(CheckState.Blocked, Check(text).State);

    [Fact]
    public void A_claim_holds_through_its_last_day()
    {
        Assert.Equal(CheckState.Passed, Check("Award-winning", new ApprovedClaim(ClaimKind.Statement, "Award-winning", Today)).State);
        Assert.Equal(CheckState.Blocked, Check("Award-winning", new ApprovedClaim(ClaimKind.Statement, "Award-winning", Today.AddDays(-1))).State);
    }

    [Theory]
    [InlineData("3 ways to start your day")]
    [InlineData("Three reasons to stay in bed")]
    [InlineData("Fünf Gründe für Tee")]
    public void A_count_of_a_list_is_for_a_person_to_decide(string text) => Assert.Equal(CheckState.Failed, Check(text).State);

    [Fact]
    public void Conditions_may_stand_in_the_next_sentence_of_the_same_field_but_not_in_another_field()
    {
        Assert.Equal(CheckState.Passed, Check("Now 20% off. On your first tin.").State);
        Assert.Equal(CheckState.Blocked, ClaimsCheck.Run(["Now 20% off", "Only on your first tin"], [], Tea, Today).State);
    }

    [Fact]
    public void No_words_claim_nothing() => Assert.Equal(CheckState.Passed, ClaimsCheck.Run(["", "  ", "…"], [], Tea, Today).State);

    [Fact]
    public void A_long_text_is_read_in_time()
    {
        var text = string.Join(' ', Enumerable.Repeat("In 7 days the best free tea of 10,000 people, guaranteed until Sunday for €9.99", 60));

        Assert.Equal(CheckState.Blocked, Check(text).State);
    }

    private static CheckResult Check(string text, params ApprovedClaim[] claims) => ClaimsCheck.Run([text], claims, Tea, Today);
}
