using Microsoft.Extensions.Options;

namespace AdCreator.Core.Usage;

/// <summary>Settings under <c>Usage</c>.</summary>
public sealed record UsageOptions
{
    /// <summary>Key of the rollback switch.</summary>
    public const string TrackingKey = "Usage:Tracking";

    /// <summary><c>on</c>, or <c>off</c>: calls go through and nothing is written.</summary>
    public string Tracking { get; init; } = "on";

    /// <summary>Key of the retention.</summary>
    public const string RetainMonthsKey = "Usage:RetainMonths";

    /// <summary>Whole months of calls that <c>usage retain</c> keeps beside the current one, 2 to 1,200; null keeps everything.</summary>
    public int? RetainMonths { get; init; }

    /// <summary>Whether calls are metered.</summary>
    public bool IsTracking => string.Equals(Tracking, "on", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A wrong value stops the start with the key and what it accepts.</summary>
internal sealed class UsageOptionsValidator : IValidateOptions<UsageOptions>
{
    public ValidateOptionsResult Validate(string? name, UsageOptions options)
    {
        if (options.Tracking?.ToUpperInvariant() is not ("ON" or "OFF"))
        {
            return ValidateOptionsResult.Fail($"{UsageOptions.TrackingKey} is \"{options.Tracking}\"; it accepts on or off.");
        }

        return options.RetainMonths is null or (>= 2 and <= 1200)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{UsageOptions.RetainMonthsKey} is {options.RetainMonths}; it accepts 2 to 1200 whole months, or nothing to keep everything.");
    }
}
