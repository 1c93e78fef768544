namespace AdCreator.Core.Organizations.Activity;

/// <summary>Where the current operation was asked from.</summary>
public interface IClientAddress
{
    /// <summary>The IP address of the person's browser, or null for work without one.</summary>
    string? Current { get; }
}

/// <summary>For processes without a front door: commands, jobs.</summary>
internal sealed class NoClientAddress : IClientAddress
{
    public string? Current => null;
}
