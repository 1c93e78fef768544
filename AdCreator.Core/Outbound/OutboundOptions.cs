using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Outbound;

/// <summary>Settings under <c>Outbound</c>.</summary>
public sealed record OutboundOptions
{
    /// <summary>Key of the exceptions.</summary>
    public const string AllowedHostsKey = "Outbound:AllowedHosts";

    /// <summary>Hosts with ports, such as <c>127.0.0.1:5999</c>, that may be reached over http wherever they are. For tests; refused in Production.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether an address is one of the exceptions.</summary>
    public bool Allows(string host, int port) =>
        AllowedHosts.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{host}:{port}"), StringComparer.OrdinalIgnoreCase);
}

/// <summary>Keeps the exceptions out of Production.</summary>
internal sealed class OutboundOptionsValidator(IHostEnvironment environment) : IValidateOptions<OutboundOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboundOptions options) =>
        options.AllowedHosts.Count > 0 && environment.IsProduction()
            ? ValidateOptionsResult.Fail($"{OutboundOptions.AllowedHostsKey} is for tests and must be empty in Production: it opens this machine's network to whoever may set a webhook.")
            : ValidateOptionsResult.Success;
}
