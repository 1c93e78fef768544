namespace AdCreator.Core.Ads.Hooks;

/// <summary>The line that stops the scroll.</summary>
/// <param name="Text">3 to 90 characters.</param>
/// <param name="Type">One of the hook types, such as <c>question</c>.</param>
/// <param name="Emotion">What it should make people feel, such as <c>curiosity</c>.</param>
/// <param name="Scene">What the picture should show, in one or two sentences.</param>
public sealed record Hook(string Text, string Type, string Emotion, string Scene);
