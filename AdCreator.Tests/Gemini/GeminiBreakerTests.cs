using AdCreator.Core.Gemini;
using Xunit;

namespace AdCreator.Tests.Gemini;

public sealed class GeminiBreakerTests
{
    private const string Model = "gemini-3.8-flash";
    private const string Busy = """{"error":{"code":503,"status":"UNAVAILABLE","message":"The model is overloaded."}}""";

    private readonly Clock clock = new();
    private readonly GeminiBreaker breaker;

    public GeminiBreakerTests() => breaker = new GeminiBreaker(clock);

    [Fact]
    public void Five_failures_in_a_row_rest_a_model_and_leave_the_others_alone()
    {
        Fail(4);
        Assert.Null(breaker.RestOf(Model));

        Fail(1);

        Assert.Equal(TimeSpan.FromSeconds(15), breaker.RestOf(Model));
        Assert.Null(breaker.RestOf("gemini-nano-banana-2.1"));
    }

    [Fact]
    public void Answer_begins_the_count_anew()
    {
        Fail(4);
        breaker.Answered(Model);
        Fail(4);

        Assert.Null(breaker.RestOf(Model));
    }

    [Fact]
    public void One_caller_tries_a_rested_model_and_the_others_wait_for_what_it_finds()
    {
        Fail(5);
        clock.Now += TimeSpan.FromSeconds(15);

        Assert.Null(breaker.RestOf(Model));
        Assert.Equal(TimeSpan.FromSeconds(15), breaker.RestOf(Model));

        breaker.Answered(Model);

        Assert.Null(breaker.RestOf(Model));
        Assert.Null(breaker.RestOf(Model));
    }

    [Theory]
    [InlineData(5, 15)]
    [InlineData(40, 40)]
    [InlineData(600, 60)]
    public void Rest_follows_the_wish_of_the_provider_between_its_bounds(int wishSeconds, int restSeconds)
    {
        Fail(5, TimeSpan.FromSeconds(wishSeconds));

        Assert.Equal(TimeSpan.FromSeconds(restSeconds), breaker.RestOf(Model));
    }

    [Fact]
    public async Task Resting_model_is_not_called_and_makes_no_row()
    {
        await using var bench = await GeminiBench.StartAsync();
        for (var call = 0; call < 5; call++)
        {
            bench.Server.Then(503, Busy);
        }

        await bench.AskAsync(TestContext.Current.CancellationToken);
        await bench.AskAsync(TestContext.Current.CancellationToken);
        var result = await bench.AskAsync(TestContext.Current.CancellationToken);

        Assert.InRange(Assert.IsType<GeminiResult<string>.Overloaded>(result).RetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        Assert.Equal(5, bench.Server.Calls.Count);
        Assert.Equal(5, bench.Rows().Count);
    }

    private void Fail(int times, TimeSpan? retryAfter = null)
    {
        for (var time = 0; time < times; time++)
        {
            breaker.Failed(Model, retryAfter);
        }
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
