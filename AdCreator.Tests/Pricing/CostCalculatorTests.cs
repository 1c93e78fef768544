using AdCreator.Core.Pricing;
using Xunit;

namespace AdCreator.Tests.Pricing;

public sealed class CostCalculatorTests
{
    private static readonly PriceBook Book = PriceBook.LoadShipped();
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_4K_picture_of_gemini_3_pro_image_costs_0_248776()
    {
        var bill = Bill("gemini-3-pro-image", new() { PromptTokens = 326, CandidateTokens = 2340, ImageOutputTokens = 2000, ThoughtTokens = 337 });

        Assert.Equal(0.248776m, bill.TotalUsd);
        Assert.Equal(
        [
            new LineItem("input", 326, 0.000002m, 0.000652m),
            new LineItem("image_output", 2000, 0.00012m, 0.24m),
            new LineItem("output", 677, 0.000012m, 0.008124m),
        ], bill.LineItems.OrderBy(l => l.Kind == "input" ? 0 : l.Kind == "image_output" ? 1 : 2));
    }

    [Fact]
    public void A_1K_picture_of_nano_banana_costs_0_0352875()
    {
        var bill = Bill("gemini-nano-banana-2.1", new() { PromptTokens = 10, CandidateTokens = 1130, ImageOutputTokens = 1120, ThoughtTokens = 213 });

        Assert.Equal(0.0352875m, bill.TotalUsd);
    }

    [Fact]
    public void Cached_tokens_are_part_of_the_prompt_and_billed_once_at_their_own_rate()
    {
        var bill = Bill("gemini-3.8-flash", new() { PromptTokens = 1000, CachedTokens = 400, ToolUsePromptTokens = 50 });

        Assert.Equal([("input", 650m), ("cached_input", 400m)], bill.LineItems.Select(l => (l.Kind, l.Quantity)));
        Assert.Equal((650 * 0.00000075m) + (400 * 0.000000075m), bill.TotalUsd);
    }

    [Fact]
    public void Cached_tokens_cost_what_fresh_ones_do_when_the_model_has_no_cached_rate() =>
        Assert.Equal(1000 * 0.0000015m, Bill("gemini-nano-banana-2.1", new() { PromptTokens = 1000, CachedTokens = 400 }).TotalUsd);

    [Theory]
    [InlineData(200_000, "0.4", "0.0012")]
    [InlineData(200_001, "0.800004", "0.0018")]
    public void A_prompt_above_200k_makes_the_whole_request_dearer(long prompt, string input, string output)
    {
        var bill = Bill("gemini-3.1-pro-preview", new() { PromptTokens = prompt, CandidateTokens = 60, ThoughtTokens = 40 });

        Assert.Equal(Money(input) + Money(output), bill.TotalUsd);
    }

    [Fact]
    public void Tool_use_tokens_do_not_lift_a_request_into_the_long_prompt_tier() =>
        Assert.Equal(200_100 * 0.000002m, Bill("gemini-3.1-pro-preview", new() { PromptTokens = 200_000, ToolUsePromptTokens = 100 }).TotalUsd);

    [Fact]
    public void A_modality_with_its_own_input_rate_is_taken_out_of_the_text()
    {
        var bill = Bill("gemini-embedding-2", new() { PromptTokens = 100, ImageInputTokens = 60, AudioInputTokens = 10 });

        Assert.Equal((10 * 0.0000065m) + (60 * 0.00000045m) + (30 * 0.0000002m), bill.TotalUsd);
    }

    [Fact]
    public void Picture_input_without_its_own_rate_is_billed_as_input() =>
        Assert.Equal(1000 * 0.00000075m, Bill("gemini-3.8-flash", new() { PromptTokens = 1000, ImageInputTokens = 900 }).TotalUsd);

    [Fact]
    public void A_model_without_token_rates_is_billed_by_the_image() =>
        Assert.Equal([new LineItem("image", 3, 0.04m, 0.12m)], Bill("imagen-4.0-generate-001", new() { PromptTokens = 40, Images = 3 }).LineItems);

    [Fact]
    public void A_video_is_billed_by_the_second_of_its_size() =>
        Assert.Equal(0.96m, Bill("veo-3.1-fast-generate-preview", new() { VideoSeconds = 8, Size = "1080p" }).TotalUsd);

    [Fact]
    public void Speech_without_details_is_billed_as_speech() =>
        Assert.Equal(100 * 0.000009m, Bill("gemini-3.8-flash-tts", new() { CandidateTokens = 100 }).TotalUsd);

    [Fact]
    public void Parts_count_when_the_total_of_the_candidates_is_absent() =>
        Assert.Equal(0.0336m, Bill("gemini-nano-banana-2.1", new() { ImageOutputTokens = 1120 }).TotalUsd);

    [Fact]
    public void Line_items_multiply_out_and_add_up_for_every_price_in_the_book()
    {
        var usage = new BilledUsage
        {
            PromptTokens = 234_567, ToolUsePromptTokens = 89, CachedTokens = 12_345, CandidateTokens = 6_789, ThoughtTokens = 987,
            ImageInputTokens = 321, AudioInputTokens = 54, VideoInputTokens = 77, ImageOutputTokens = 1_120, AudioOutputTokens = 33,
            VideoOutputTokens = 44,
        };

        foreach (var bill in Book.Versions.Select(price => CostCalculator.Calculate(price, PiecesOf(price, usage))!))
        {
            Assert.NotEmpty(bill.LineItems);
            Assert.All(bill.LineItems, line => Assert.Equal(line.Quantity * line.RateUsd, line.Amount));
            Assert.Equal(bill.LineItems.Sum(line => line.Amount), bill.TotalUsd);
            Assert.Equal(decimal.Round(bill.TotalUsd, 10), bill.TotalUsd);
        }
    }

    [Fact]
    public void A_size_without_a_price_is_unpriced_and_not_free() =>
        Assert.Null(CostCalculator.Calculate(Book.Find("veo-3.1-lite-generate-preview", Now)!, new() { VideoSeconds = 8, Size = "4k" }));

    [Fact]
    public void A_factor_that_makes_a_rate_finer_than_money_is_rounded_up()
    {
        var price = Book.Find("gemini-3.8-flash", Now)!;
        var fine = price with { Rates = price.Rates with { Input = 0.0000000003m } };

        Assert.Equal(0.0000000002m, CostCalculator.Calculate(fine, new() { PromptTokens = 1, Tier = "flex" })!.TotalUsd);
    }

    private static BilledUsage PiecesOf(PriceVersion price, BilledUsage usage) => usage with
    {
        Images = price.Rates.PerImage.Count > 0 ? 2 : 0,
        VideoSeconds = price.Rates.PerSecond.Count > 0 ? 7.5m : 0,
    };

    private static Bill Bill(string model, BilledUsage usage) =>
        CostCalculator.Calculate(Book.Find(model, Now)!, usage)!;

    private static decimal Money(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
