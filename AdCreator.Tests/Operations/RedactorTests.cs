using AdCreator.Web.Operations;
using Xunit;

namespace AdCreator.Tests.Operations;

/// <summary>Security D7: secrets do not reach the logs, however they got into a message.</summary>
public sealed class RedactorTests
{
    [Theory]
    [InlineData("key AIzaSyA1234567890_-abcdefghijklmnop end", "key AIza*** end")]
    [InlineData("token adc_A1234567890_-abcdefghijklmnop end", "token adc_*** end")]
    [InlineData("Authorization: Bearer eyJhbGciOi.abc-def_g end", "Authorization: Bearer *** end")]
    [InlineData("Host=h;Password=pa55;Database=d", "Host=h;Password=***;Database=d")]
    [InlineData("Host=h;Password=\"a;b\";Database=d", "Host=h;Password=***;Database=d")]
    [InlineData("{\"Message\":\"Password=\\u0022a;b\\u0022;Database=d\"}", "{\"Message\":\"Password=***;Database=d\"}")]
    [InlineData("{\"Message\":\"pwd = 's e';x\"}", "{\"Message\":\"pwd=***;x\"}")]
    [InlineData("client_secret=abc&code=1", "client_secret=***&code=1")]
    [InlineData("The password was reset by the bearer of a card", "The password was reset by the bearer of a card")]
    public void Redact_takes_secrets_out_and_leaves_the_rest(string text, string expected) => Assert.Equal(expected, Redactor.Redact(text));
}
