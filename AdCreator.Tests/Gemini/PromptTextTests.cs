using System.Text;
using AdCreator.Core.Gemini;
using Xunit;

namespace AdCreator.Tests.Gemini;

public sealed class PromptTextTests
{
    [Theory]
    [InlineData("a\u200Bb\u2060c\u0007d", "abcd")]
    [InlineData("ok\uDB40\uDC41\uDB40\uDC42", "ok")]
    [InlineData("\u2764\uFE0F\u200D\U0001F525", "\u2764\uFE0F\u200D\U0001F525")]
    [InlineData("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645")]
    [InlineData("a\u200D\u200D\u200Db", "a\u200Db")]
    [InlineData("line\r\nnext\tx", "line\nnext\tx")]
    public void Clean_removes_what_nobody_sees_and_keeps_what_spells(string text, string expected) =>
        Assert.Equal(expected, PromptText.Clean(text));

    [Theory]
    [InlineData("""{"contents":[]}""", """{"store":false,"contents":[]}""")]
    [InlineData("{}", """{"store":false}""")]
    [InlineData("""{"a":{"store":1},"store":true}""", null)]
    [InlineData("[1]", null)]
    public void Store_field_is_added_only_where_it_is_absent(string body, string? expected)
    {
        var spliced = StoreField.Splice(Encoding.UTF8.GetBytes(body));

        Assert.Equal(expected, spliced is null ? null : Encoding.UTF8.GetString(spliced));
    }
}
