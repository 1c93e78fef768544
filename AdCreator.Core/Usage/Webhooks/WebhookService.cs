using System.Buffers.Text;
using System.Security.Cryptography;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Outbound;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Webhooks;

/// <summary>Sets, tries and removes an organization's webhook, for its admins.</summary>
/// <remarks>Every method reads the actor's role anew. Changes and their audit entries are stored together.</remarks>
public sealed class WebhookService
{
    private readonly AdCreatorDb database;
    private readonly MembershipGuard guard;
    private readonly AuditLog audit;
    private readonly SafeHttpClient http;
    private readonly IWebhookSecrets secrets;
    private readonly WebhookSender sender;
    private readonly TimeProvider time;

    internal WebhookService(
        AdCreatorDb database, MembershipGuard guard, AuditLog audit, SafeHttpClient http, IWebhookSecrets secrets, WebhookSender sender, TimeProvider time) =>
        (this.database, this.guard, this.audit, this.http, this.secrets, this.sender, this.time) = (database, guard, audit, http, secrets, sender, time);

    /// <summary>The webhook and how its newest event fares; null where there is none.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<WebhookView?> FindAsync(Actor actor, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        if (await context.Webhooks.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } webhook)
        {
            return null;
        }

        var last = await context.WebhookDeliveries
            .OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id)
            .Select(d => new LastDelivery(d.State, d.CreatedAt, d.Attempts, d.NextTryAt, d.Problem))
            .FirstOrDefaultAsync(cancellationToken);
        var waiting = await context.WebhookDeliveries.CountAsync(d => d.State == DeliveryState.Pending, cancellationToken);
        return new WebhookView(webhook.Url, webhook.ChangedAt, last, waiting);
    }

    /// <summary>Saves an address and makes a new secret: whoever held the old one signs nothing for the new place.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<SaveWebhookResult> SaveAsync(Actor actor, string url, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        if (FindFault(url.Trim()) is { } fault)
        {
            return new SaveWebhookResult.Invalid(fault);
        }

        var secret = $"whsec_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        await using var context = database.Open(actor.OrganizationId);
        var hidden = secrets.Protect(actor.OrganizationId, secret);
        if (await context.Webhooks.SingleOrDefaultAsync(cancellationToken) is { } webhook)
        {
            (webhook.Url, webhook.ProtectedSecret, webhook.ChangedAt, webhook.ChangedBy) = (url.Trim(), hidden, time.GetUtcNow(), actor.PersonId);
        }
        else
        {
            context.Webhooks.Add(new Webhook
            {
                OrganizationId = actor.OrganizationId, Url = url.Trim(), ProtectedSecret = hidden, ChangedAt = time.GetUtcNow(), ChangedBy = actor.PersonId,
            });
        }

        audit.Add(context, actor, "webhook_set", $"webhook:{actor.OrganizationId}", AuditResult.Done, $"to {new Uri(url.Trim()).Host}");
        await context.SaveChangesAsync(cancellationToken);
        return new SaveWebhookResult.Saved(secret);
    }

    /// <summary>Removes the webhook; what waits for it is given up. Without one nothing happens.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task RemoveAsync(Actor actor, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        if (await context.Webhooks.SingleOrDefaultAsync(cancellationToken) is { } webhook)
        {
            context.Webhooks.Remove(webhook);
            audit.Add(context, actor, "webhook_removed", $"webhook:{actor.OrganizationId}", AuditResult.Done, $"was {new Uri(webhook.Url).Host}");
            await context.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Sends a test at once, and once.</summary>
    /// <returns>Null when it arrived, else why not, in words for people.</returns>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<string?> TestAsync(Actor actor, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        return await context.Webhooks.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } webhook
            ? await sender.SendAsync(webhook, WebhookEvent.Test(actor.OrganizationId, time.GetUtcNow()), cancellationToken)
            : "There is no webhook to send to.";
    }

    private string? FindFault(string url)
    {
        if (url.Length > Webhook.MaxUrlLength || !Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return $"Enter a whole address of at most {Webhook.MaxUrlLength} characters, such as https://hooks.example.com/spending.";
        }

        // Test servers on the list of exceptions speak http.
        return http.FindFault(address) ?? (address.Scheme == Uri.UriSchemeHttps || address.Port is not (80 or 443) ? null : "The address must begin with https://.");
    }
}
