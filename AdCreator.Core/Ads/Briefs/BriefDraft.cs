using AdCreator.Core.Data;

namespace AdCreator.Core.Ads.Briefs;

/// <summary>What a person had typed and chosen on the Ad Creator page, kept so that a reload loses nothing.</summary>
public sealed class BriefDraft : ITenantOwned
{
    public required Guid OrganizationId { get; init; }

    public required Guid PersonId { get; init; }

    public required BriefChoices Choices { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
