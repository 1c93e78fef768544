namespace AdCreator.Core.Usage.Webhooks;

/// <summary>Encrypts secrets for the database, so that a copy of it signs nothing. Web implements it with the installation's keys.</summary>
public interface IWebhookSecrets
{
    /// <summary>The secret, readable by this installation for this organization alone.</summary>
    string Protect(Guid organizationId, string secret);

    /// <summary>What <see cref="Protect"/> was given; null when the key is lost or the text is another organization's.</summary>
    string? Unprotect(Guid organizationId, string text);
}
