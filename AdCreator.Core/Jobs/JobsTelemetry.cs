using System.Diagnostics;

namespace AdCreator.Core.Jobs;

/// <summary>The trace of a job: what it writes, calls and logs carries the same id, also while nobody listens.</summary>
internal static class JobsTelemetry
{
    /// <summary>Name of the source.</summary>
    public const string Name = "AdCreator.Jobs";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Begins a job's trace; it lasts until it is disposed.</summary>
    public static Activity Start() => Source.StartActivity("job") ?? new Activity("job").SetIdFormat(ActivityIdFormat.W3C).Start();
}
