using System.Security.Cryptography;
using System.Text;
using AdCreator.Core.Outbound;

namespace AdCreator.Core.Usage.Webhooks;

/// <summary>Signs one event and sends it once.</summary>
internal sealed class WebhookSender(SafeHttpClient http, IWebhookSecrets secrets, TimeProvider time)
{
    /// <summary>The header of the signature: <c>sha256=</c> and the HMAC-SHA256 of the body in lower-case hex, keyed with the secret's UTF-8 bytes.</summary>
    public const string SignatureHeader = "X-AdCreator-Signature";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>Null when it arrived (any status of 200 to 299), else why not, in words for people.</returns>
    public async Task<string?> SendAsync(Webhook webhook, WebhookEvent what, CancellationToken cancellationToken)
    {
        if (secrets.Unprotect(webhook.OrganizationId, webhook.ProtectedSecret) is not { } secret)
        {
            return "The secret cannot be read any more: the installation's keys were lost. Save the address again for a new one.";
        }

        var body = what.BodyAt(time.GetUtcNow());
        var request = new OutboundRequest(HttpMethod.Post, new Uri(webhook.Url))
        {
            Json = body, Patience = Patience, Headers = new Dictionary<string, string>(StringComparer.Ordinal) { [SignatureHeader] = Sign(secret, body) },
        };
        return await http.SendAsync(request, cancellationToken) switch
        {
            OutboundResult.Answered { Status: >= 200 and < 300 } => null,
            OutboundResult.Answered { Status: >= 300 and < 400 and var status } => $"It answered {status}, a redirect. Redirects are not followed: enter the final address.",
            OutboundResult.Answered answered => $"It answered {answered.Status}; 200 to 299 was expected.",
            OutboundResult.Refused refused => refused.Why,
            OutboundResult.Failed failed => failed.Why,
            var other => throw new InvalidOperationException($"Unknown result {other}."),
        };
    }

    /// <summary>The signature of a body.</summary>
    internal static string Sign(string secret, byte[] body) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";
}
