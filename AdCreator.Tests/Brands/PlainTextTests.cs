using AdCreator.Core.Brands;
using Xunit;

namespace AdCreator.Tests.Brands;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("  Oat \t\r\n drink  ", "Oat drink")]
    [InlineData("Tea\u0000\u0007\u200B\u2060\uFEFF", "Tea")]
    [InlineData("price \u202Eevil", "price evil")]
    [InlineData("hidden\U000E0041\U000E0042", "hidden")]
    [InlineData("👩‍👩‍👧 شاي \u05EA\u05D4", "👩‍👩‍👧 شاي \u05EA\u05D4")]
    [InlineData(null, "")]
    public void Line_keeps_every_script_and_drops_what_cannot_be_seen(string? typed, string expected) =>
        Assert.Equal(expected, PlainText.Line(typed));

    [Fact]
    public void Lines_keeps_line_breaks() => Assert.Equal("warm\nplain", PlainText.Lines("warm\r\nplain\n"));
}
