using AdCreator.Core.Ads.Runs;

namespace AdCreator.Core.Ads;

/// <summary>How one step of making an ad ended.</summary>
public abstract record StepResult<T>
{
    private StepResult()
    {
    }

    /// <summary>The step brought what it is for.</summary>
    public sealed record Done(T Value) : StepResult<T>;

    /// <summary>It did not, for this reason.</summary>
    /// <param name="Problem">What a person reads.</param>
    /// <param name="MayRepeat">Whether the same step may succeed when it is simply done again.</param>
    public sealed record Stopped(AdProblem Problem, bool MayRepeat) : StepResult<T>;

    /// <summary>The caller cancelled.</summary>
    public sealed record Cancelled : StepResult<T>;
}
