using Microsoft.Extensions.Options;

namespace AdCreator.Core.Organizations.Members;

/// <summary>Settings under <c>Organizations:Bootstrap</c>: the first organization and its admin.</summary>
public sealed record BootstrapOptions
{
    public const string Section = "Organizations:Bootstrap";

    /// <summary>Name of an organization that is made at start when none has it, 1 to 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Verified address of the person who becomes its admin at the first sign-in.</summary>
    public string? AdminEmail { get; init; }

    /// <summary>Whether there is anything to make.</summary>
    public bool IsAsked => !string.IsNullOrWhiteSpace(Name);
}

/// <summary>Both or neither, and a real address.</summary>
internal sealed class BootstrapOptionsValidator : IValidateOptions<BootstrapOptions>
{
    public ValidateOptionsResult Validate(string? name, BootstrapOptions options)
    {
        List<string> faults = [];
        if (!options.IsAsked && string.IsNullOrWhiteSpace(options.AdminEmail))
        {
            return ValidateOptionsResult.Success;
        }

        if (!options.IsAsked || options.Name!.Trim().Length > 200)
        {
            faults.Add($"{BootstrapOptions.Section}:Name must have 1 to 200 characters, for example Acme Studio.");
        }

        if (EmailAddress.Normalize(options.AdminEmail) is null)
        {
            faults.Add($"{BootstrapOptions.Section}:AdminEmail must be the e-mail address of the first admin, for example admin@example.com.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
