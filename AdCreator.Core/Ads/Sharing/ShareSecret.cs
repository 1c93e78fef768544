using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AdCreator.Core.Ads.Sharing;

/// <summary>The secret of a share link: 256 random bits as base64url.</summary>
public static class ShareSecret
{
    private const int Bytes = 32;

    private static readonly int Length = Base64Url.GetEncodedLength(Bytes);

    /// <summary>A new secret, 43 characters.</summary>
    public static string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is stored in the secret's place, 32 bytes; null for a text that cannot be one.</summary>
    /// <remarks>Links are looked up by this hash: how long a comparison takes tells nothing of the secret.</remarks>
    public static byte[]? HashOf(string text) =>
        text.Length == Length && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? SHA256.HashData(Encoding.UTF8.GetBytes(text)) : null;
}
