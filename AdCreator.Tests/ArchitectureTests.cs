using Xunit;

namespace AdCreator.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Placeholder_is_replaced() => Assert.NotEmpty(Environment.GetCommandLineArgs());
}
