using System.Net.Mail;

namespace AdCreator.Core.Organizations.Members;

/// <summary>Checks an address that somebody typed.</summary>
internal static class EmailAddress
{
    /// <summary>The most characters an address can have (RFC 5321: 64 + @ + 255).</summary>
    public const int MaxLength = 320;

    /// <summary>The address in the spelling that is stored, or null when it is none.</summary>
    public static string? Normalize(string? text)
    {
        var address = (text ?? "").Trim().ToLowerInvariant();
        var isAddress = address.Length is > 0 and <= MaxLength
            && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && MailAddress.TryCreate(address, out var parsed)
            && parsed.Address == address;
        return isAddress ? address : null;
    }
}
