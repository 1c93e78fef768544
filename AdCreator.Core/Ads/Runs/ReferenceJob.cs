namespace AdCreator.Core.Ads.Runs;

/// <summary>Understand the reference ad of a run, then hand out its ads. Its handler stands in Agents.</summary>
public sealed record ReferenceJob(Guid RunId)
{
    /// <summary>The key under which the engine keeps one job at a time.</summary>
    public string Key => $"reference-{RunId}";
}
