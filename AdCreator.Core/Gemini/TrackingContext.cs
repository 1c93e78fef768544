using AdCreator.Core.Usage;

namespace AdCreator.Core.Gemini;

/// <summary>Who pays for a call and what it is for.</summary>
internal sealed record TrackingContext(UsageTracker Tracker, Guid UserId, Guid OrganizationId, UsageSubject Subject);
