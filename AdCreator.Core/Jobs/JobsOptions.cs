namespace AdCreator.Core.Jobs;

/// <summary>Settings under <c>Jobs</c>.</summary>
public sealed record JobsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Jobs";

    internal const string AtOnceKey = $"{Section}:{nameof(AtOnce)}";
    internal const int Fewest = 1;
    internal const int Most = 64;

    /// <summary>Jobs, such as ads, that one process works on at once, 1 to 64. More only help where the model is slow: the pictures share this machine's cores.</summary>
    public int AtOnce { get; init; } = 12;
}
