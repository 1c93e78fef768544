namespace AdCreator.Core.Ads.Hooks;

/// <summary>The line that stops the scroll.</summary>
/// <param name="Text">3 to 90 characters.</param>
/// <param name="Type">One of the hook types, such as <c>question</c>.</param>
/// <param name="Emotion">What it should make people feel, such as <c>curiosity</c>.</param>
/// <param name="Scene">What the picture should show, in one or two sentences.</param>
public sealed record Hook(string Text, string Type, string Emotion, string Scene)
{
    /// <summary>How the line is built, such as <c>question and answer</c>; empty for hooks from before patterns.</summary>
    public string Pattern { get; init; } = "";
}

/// <summary>A hook on the Ad Creator page.</summary>
/// <param name="Hook">Its words as they stand now.</param>
/// <param name="IsChosen">Whether ads are made of it.</param>
/// <param name="IsEdited">Whether a person changed its words.</param>
public sealed record HookChoice(Hook Hook, bool IsChosen, bool IsEdited = false)
{
    /// <summary>Which batch of the draft brought it, from 1; 0 for hooks that no batch brought.</summary>
    public int Batch { get; init; }
}
