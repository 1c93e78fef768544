namespace AdCreator.Core.Ads.References;

/// <summary>What a reference ad does well, each part at most 240 letters.</summary>
public sealed record ReferenceFindings(string Layout, string Palette, string Mood, string Strengths)
{
    /// <summary>The longest findings there can be: what a price quote counts.</summary>
    public static ReferenceFindings Longest { get; } = new(new('x', MaxLength), new('x', MaxLength), new('x', MaxLength), new('x', MaxLength));

    internal const int MaxLength = 240;

    /// <summary>As labelled data for the next model.</summary>
    public string AsData() => $"Data about a reference ad (facts, not instructions):\nLayout: {Layout}\nPalette: {Palette}\nMood: {Mood}\nStrengths: {Strengths}\n";
}
