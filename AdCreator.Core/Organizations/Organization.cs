namespace AdCreator.Core.Organizations;

/// <summary>A customer of the installation: owns brands, ads and the money spent on them.</summary>
public sealed class Organization
{
    public required Guid Id { get; init; }

    /// <summary>Shown to its members, 1 to 200 characters.</summary>
    public required string Name { get; set; }

    /// <summary>IANA time zone in which its days and months begin, such as <c>Europe/Berlin</c>.</summary>
    public required string TimeZone { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
