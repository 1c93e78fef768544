using AdCreator.Web.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Xunit;

namespace AdCreator.Tests.Operations;

/// <summary>Security G3: what people typed makes no line of its own in the logs.</summary>
public sealed class RedactingFormatterTests
{
    private const string Typed = "tea\r\ninfo: Forged[0]\n      Everything is fine\u2028\u001b[31m";

    [Fact]
    public void G3_a_message_stays_on_its_line_in_development()
    {
        var lines = Write(Environments.Development, Typed).TrimEnd('\n').Split('\n');

        Assert.Equal(2, lines.Length);
        Assert.Equal(@"      Saved tea\r\ninfo: Forged[0]\n      Everything is fine\u2028\u001b[31m", lines[1]);
    }

    [Fact]
    public void G3_a_message_stays_on_its_line_elsewhere()
    {
        var line = Assert.Single(Write(Environments.Production, Typed).TrimEnd('\n').Split('\n'));

        Assert.Contains(@"Saved tea\r\ninfo: Forged[0]\n", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_without_breaks_is_left_as_it_is() =>
        Assert.Contains("Saved Grüner Tee, 茶 🍵\tnow", Write(Environments.Development, "Grüner Tee, 茶 🍵\tnow"), StringComparison.Ordinal);

    private static string Write(string environment, string typed)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.AddLogging();
        using var services = builder.Services.BuildServiceProvider();
        var formatter = services.GetServices<ConsoleFormatter>().OfType<RedactingFormatter>().Single();
        using var text = new StringWriter();
        formatter.Write(
            new LogEntry<string>(LogLevel.Information, "Category", 0, typed, exception: null, (state, _) => $"Saved {state}"), scopeProvider: null, text);
        return text.ToString();
    }
}
