using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AdCreator.Core.Organizations.Tokens;

/// <summary>The secret of an access token: <c>adc_</c> and 256 random bits as base64url.</summary>
/// <remarks>The prefix lets scanners of repositories and logs recognize it.</remarks>
public static class TokenSecret
{
    public const string Prefix = "adc_";

    private const int Bytes = 32;

    private static readonly int Length = Prefix.Length + Base64Url.GetEncodedLength(Bytes);

    /// <summary>A new secret, 47 characters.</summary>
    public static string Generate() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is stored in the secret's place, 32 bytes; null for a text that cannot be one.</summary>
    public static byte[]? HashOf(string text) =>
        text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) ? SHA256.HashData(Encoding.UTF8.GetBytes(text)) : null;
}
