namespace AdCreator.Core.Gemini;

/// <summary>Told before a pause, so that a person can see why nothing happens.</summary>
/// <param name="Attempt">The try that follows the pause: 2 or 3.</param>
/// <param name="Attempts">How many tries there are at most.</param>
/// <param name="Wait">How long the pause is.</param>
/// <param name="Reason">What went wrong, in plain words.</param>
public sealed record GeminiRetry(int Attempt, int Attempts, TimeSpan Wait, string Reason);
