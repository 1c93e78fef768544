namespace AdCreator.Core.Usage.Webhooks;

/// <summary>An organization's webhook as its admins see it. Its secret is not among it.</summary>
/// <param name="Url">Where it leads.</param>
/// <param name="ChangedAt">When it was saved, UTC.</param>
/// <param name="Last">The newest event; null while there was none.</param>
/// <param name="Waiting">Events that are yet to arrive.</param>
public sealed record WebhookView(string Url, DateTimeOffset ChangedAt, LastDelivery? Last, int Waiting);

/// <summary>How the newest event fares.</summary>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="NextTryAt">When it is sent next, UTC; meaningless unless it is pending.</param>
/// <param name="Problem">Why the last try failed; null when none did.</param>
public sealed record LastDelivery(DeliveryState State, DateTimeOffset CreatedAt, int Attempts, DateTimeOffset NextTryAt, string? Problem);

/// <summary>What became of saving a webhook.</summary>
public abstract record SaveWebhookResult
{
    private SaveWebhookResult()
    {
    }

    /// <param name="Secret">What bodies are signed with: shown this once.</param>
    public sealed record Saved(string Secret) : SaveWebhookResult;

    /// <param name="Problem">What is wrong with the address.</param>
    public sealed record Invalid(string Problem) : SaveWebhookResult;
}
