using Microsoft.Extensions.Logging.Console;

namespace AdCreator.Web.Operations;

/// <summary>Adds logging to the console: lines for people in Development, JSON for machines elsewhere; never a secret.</summary>
internal static class LoggingRegistration
{
    private const string Name = "redacted";

    /// <summary>Adds it.</summary>
    public static WebApplicationBuilder AddLogging(this WebApplicationBuilder builder)
    {
        var isDevelopment = builder.Environment.IsDevelopment();
        builder.Logging.ClearProviders();
        builder.Logging.Configure(options =>
            options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Logging.AddJsonConsole(json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
        builder.Logging.AddSimpleConsole();
        builder.Logging.AddConsole(console => console.FormatterName = Name);
        builder.Services.AddSingleton<ConsoleFormatter>(services => new RedactingFormatter(
            Name,
            () => services.GetServices<ConsoleFormatter>().Single(f => f.Name == (isDevelopment ? ConsoleFormatterNames.Simple : ConsoleFormatterNames.Json))));
        return builder;
    }
}
