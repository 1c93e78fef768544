namespace AdCreator.Core.Imaging;

/// <summary>Whether a file is a font that ads can be set in.</summary>
public abstract record FontCheck
{
    private FontCheck()
    {
    }

    /// <summary>It can be used.</summary>
    /// <param name="Family">As the file names it, such as <c>Inter</c>.</param>
    /// <param name="Style">As its weight and slant are, such as <c>SemiBold Italic</c>.</param>
    public sealed record Accepted(string Family, string Style) : FontCheck;

    /// <summary>It cannot.</summary>
    /// <param name="Reason">What the file is or lacks, for people.</param>
    /// <param name="Remedy">What would be right.</param>
    public sealed record Refused(string Reason, string Remedy) : FontCheck;
}
