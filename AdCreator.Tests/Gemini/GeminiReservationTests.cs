using AdCreator.Core.Gemini;
using AdCreator.Core.Usage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Gemini;

public sealed class GeminiReservationTests
{
    [Fact]
    public async Task Nothing_leaves_while_there_is_nowhere_to_reserve()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.LoseDatabase();

        var result = await bench.DrawAsync(TestContext.Current.CancellationToken);

        Assert.Contains("Nothing was sent and nothing was billed", Assert.IsType<GeminiResult<GeneratedImage>.Failed>(result).Explanation);
        Assert.Empty(bench.Server.Calls);
        Assert.Empty(bench.Rows());
    }

    [Fact]
    public async Task Nothing_leaves_when_reserving_breaks_and_the_result_says_so()
    {
        await using var bench = await GeminiBench.StartAsync(services: s => s.AddOptions<UsageOptions>().Validate(_ => false, "Usage:Tracking cannot be read."));

        var result = await bench.AskAsync(TestContext.Current.CancellationToken);

        Assert.Contains("nothing was sent", Assert.IsType<GeminiResult<string>.Failed>(result).Explanation);
        Assert.Empty(bench.Server.Calls);
        Assert.Empty(bench.Rows());
    }
}
