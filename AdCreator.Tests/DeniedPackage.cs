using System.Text.RegularExpressions;

namespace AdCreator.Tests;

/// <summary>A line of <c>deny-packages.txt</c>: versions of a package that this project does not take.</summary>
/// <param name="Range">An interval such as <c>[1.0,2.0)</c>; an empty side is open.</param>
public sealed partial record DeniedPackage(string Name, string Range, string Reason)
{
    /// <exception cref="FormatException">A line has no range or no reason.</exception>
    public static IReadOnlyList<DeniedPackage> Read(string path) =>
        [.. File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#').Select(Parse)];

    public bool Denies(string name, string version)
    {
        var ends = Interval().Match(Range);
        return string.Equals(name, Name, StringComparison.OrdinalIgnoreCase)
            && IsAbove(version, ends.Groups["low"].Value, isIncluded: Range[0] == '[')
            && IsBelow(version, ends.Groups["high"].Value, isIncluded: Range[^1] == ']');
    }

    private static DeniedPackage Parse(string line) =>
        line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries) is [var name, var range, var reason] && Interval().IsMatch(range)
            ? new DeniedPackage(name, range, reason)
            : throw new FormatException($"deny-packages.txt: \"{line}\" is not \"name version-range reason\".");

    private static bool IsAbove(string version, string low, bool isIncluded) =>
        low.Length == 0 || Compare(version, low) is var order && (isIncluded ? order >= 0 : order > 0);

    private static bool IsBelow(string version, string high, bool isIncluded) =>
        high.Length == 0 || Compare(version, high) is var order && (isIncluded ? order <= 0 : order < 0);

    /// <summary>By numbers first; what is not yet released comes before its release.</summary>
    private static int Compare(string left, string right)
    {
        var (numbers, label) = Parts(left);
        var (otherNumbers, otherLabel) = Parts(right);
        var byNumbers = numbers.CompareTo(otherNumbers);
        return byNumbers != 0 ? byNumbers : string.CompareOrdinal(label, otherLabel);
    }

    /// <summary>All four numbers, and the label of a pre-release; a release sorts behind every label.</summary>
    private static (Version Numbers, string Label) Parts(string version)
    {
        var parts = version.Split('+')[0].Split('-', 2);
        int[] numbers = [.. parts[0].Split('.').Select(int.Parse), 0, 0, 0];
        return (new Version(numbers[0], numbers[1], numbers[2], numbers[3]), parts.Length > 1 ? parts[1] : "~");
    }

    [GeneratedRegex(@"^[\[(](?<low>[0-9][\w.\-]*)?,(?<high>[0-9][\w.\-]*)?[\])]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Interval();
}
