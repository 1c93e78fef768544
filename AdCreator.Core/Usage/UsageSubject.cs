namespace AdCreator.Core.Usage;

/// <summary>What a call was for, so that its cost can be found from there: all parts may be absent.</summary>
public sealed record UsageSubject(Guid? BrandId = null, Guid? RunId = null, Guid? AdId = null)
{
    /// <summary>A call that is for no brand, run or ad.</summary>
    public static UsageSubject None { get; } = new();
}
