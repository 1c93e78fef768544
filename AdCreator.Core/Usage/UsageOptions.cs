using Microsoft.Extensions.Options;

namespace AdCreator.Core.Usage;

/// <summary>Settings under <c>Usage</c>.</summary>
public sealed record UsageOptions
{
    /// <summary>Key of the rollback switch.</summary>
    public const string TrackingKey = "Usage:Tracking";

    /// <summary><c>on</c>, or <c>off</c>: calls go through and nothing is written.</summary>
    public string Tracking { get; init; } = "on";

    /// <summary>Whether calls are metered.</summary>
    public bool IsTracking => string.Equals(Tracking, "on", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A wrong value stops the start with the key and what it accepts.</summary>
internal sealed class UsageOptionsValidator : IValidateOptions<UsageOptions>
{
    public ValidateOptionsResult Validate(string? name, UsageOptions options) =>
        options.Tracking?.ToUpperInvariant() is "ON" or "OFF"
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{UsageOptions.TrackingKey} is \"{options.Tracking}\"; it accepts on or off.");
}
