using Microsoft.Extensions.Options;

namespace AdCreator.Web.Security;

/// <summary>Settings under <c>Authentication:Oidc</c>: the OpenID Connect provider.</summary>
public sealed record OidcOptions
{
    public const string Section = "Authentication:Oidc";

    /// <summary>The provider's exact issuer; https, or http on this machine alone.</summary>
    public string? Authority { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    /// <summary>Whether a provider is configured at all; then development sign-in is off.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(Authority) || !string.IsNullOrWhiteSpace(ClientId);
}

/// <summary>Outside Development a provider is required; a configured one must be complete.</summary>
internal sealed class OidcOptionsValidator(IHostEnvironment environment) : IValidateOptions<OidcOptions>
{
    public ValidateOptionsResult Validate(string? name, OidcOptions options)
    {
        if (!options.IsConfigured && environment.IsDevelopment())
        {
            return ValidateOptionsResult.Success;
        }

        List<string> faults = [];
        if (string.IsNullOrWhiteSpace(options.Authority))
        {
            faults.Add($"{OidcOptions.Section}:Authority is missing: the address of the OpenID Connect provider, for example https://login.example.com/realms/studio. Without it only the Development environment starts.");
        }
        else if (!IsAcceptable(options.Authority))
        {
            faults.Add($"{OidcOptions.Section}:Authority must be an absolute https address, for example https://login.example.com/realms/studio (http only for 127.0.0.1 or localhost).");
        }

        if (string.IsNullOrWhiteSpace(options.ClientId))
        {
            faults.Add($"{OidcOptions.Section}:ClientId is missing: the name under which the provider knows this installation, for example adcreator.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsAcceptable(string authority) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
