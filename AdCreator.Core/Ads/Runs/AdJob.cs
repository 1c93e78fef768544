namespace AdCreator.Core.Ads.Runs;

/// <summary>Make one ad. Its handler stands in Agents.</summary>
/// <param name="AdId">The ad's row says how far it is.</param>
/// <param name="Attempt">Fencing number: a job whose number is not the row's stops.</param>
public sealed record AdJob(Guid AdId, int Attempt)
{
    /// <summary>The key under which the engine keeps one job at a time.</summary>
    public string Key => $"ad-{AdId}-{Attempt}";
}
