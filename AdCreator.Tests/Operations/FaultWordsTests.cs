using AdCreator.Web.Operations;
using Xunit;

namespace AdCreator.Tests.Operations;

public sealed class FaultWordsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_trace_is_spoken_of_only_where_one_is_shown(bool isTraced) =>
        Assert.Equal(isTraced, FaultWords.Of(new InvalidOperationException(), isTraced).Contains("trace", StringComparison.Ordinal));
}
