using System.Security.Cryptography;
using AdCreator.Core.Usage.Webhooks;
using Microsoft.AspNetCore.DataProtection;

namespace AdCreator.Web.Security;

/// <summary>Encrypts webhook secrets with the installation's keys, bound to their organization.</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection) : IWebhookSecrets
{
    public string Protect(Guid organizationId, string secret) => ProtectorOf(organizationId).Protect(secret);

    public string? Unprotect(Guid organizationId, string text)
    {
        try
        {
            return ProtectorOf(organizationId).Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector ProtectorOf(Guid organizationId) => protection.CreateProtector("AdCreator.Webhooks.v1", organizationId.ToString());
}
