using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace AdCreator.Tests;

/// <summary>Security G1 and G2: every package is known, explained, locked, and none is one that this project refuses.</summary>
public sealed partial class DependencyTests
{
    private static string Root => ArchitectureTests.Root;

    [Fact]
    public void G2_every_package_has_a_line_on_the_dependencies_page_and_every_line_a_package()
    {
        var rows = File.ReadLines(Path.Combine(Root, "docs", "dependencies.md")).Select(line => Row().Match(line)).Where(row => row.Success);

        Assert.Equal(CentralVersions().Keys.Order(StringComparer.Ordinal), rows.Select(row => row.Groups["name"].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void G1_versions_are_exact() =>
        Assert.All(CentralVersions(), package => Assert.Matches(@"^\d+\.\d+\.\d+(\.\d+)?(-[\w.]+)?$", package.Value));

    [Fact]
    public void G1_no_project_names_a_version_of_its_own()
    {
        var faults =
            from file in Projects()
            from reference in XDocument.Load(file).Descendants("PackageReference")
            where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
            select $"{Path.GetRelativePath(Root, file)}: {reference.Attribute("Include")?.Value}";

        Assert.Empty(faults);
    }

    [Fact]
    public void G1_every_project_is_locked_at_the_central_versions()
    {
        var central = new Dictionary<string, string>(CentralVersions(), StringComparer.OrdinalIgnoreCase);
        var faults =
            from file in LockFiles()
            from package in LockedIn(file)
            where central.TryGetValue(package.Name, out var version) && version != package.Version
            select $"{Path.GetRelativePath(Root, file)}: {package.Name} {package.Version}";

        Assert.Empty(faults);
    }

    [Fact]
    public void G1_nothing_locked_is_denied()
    {
        var denied = DeniedPackage.Read(Path.Combine(Root, "deny-packages.txt"));
        var faults =
            from file in LockFiles()
            from package in LockedIn(file)
            from line in denied
            where line.Denies(package.Name, package.Version)
            select $"{Path.GetRelativePath(Root, file)}: {package.Name} {package.Version}: {line.Reason}";

        Assert.NotEmpty(denied);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("(,13.0.1)", "12.0.3", true)]
    [InlineData("(,13.0.1)", "13.0.1-beta1", true)]
    [InlineData("(,13.0.1)", "13.0.1", false)]
    [InlineData("(,13.0.1)", "13.0.3", false)]
    [InlineData("[8.0.0,8.0.5)", "8.0.0", true)]
    [InlineData("[8.0.0,8.0.5)", "8.0.5", false)]
    [InlineData("[8.0.0,8.0.5)", "6.0.9", false)]
    [InlineData("(1.0,2.0]", "1.0.0", false)]
    [InlineData("(1.0,2.0]", "2.0.0", true)]
    [InlineData("[9.0.0,)", "10.2.1", true)]
    [InlineData("(,)", "0.1.0", true)]
    public void G1_a_range_denies_its_versions(string range, string version, bool isDenied)
    {
        var line = new DeniedPackage("Newtonsoft.Json", range, "for the test");

        Assert.Equal(isDenied, line.Denies("newtonsoft.json", version));
        Assert.False(line.Denies("Newtonsoft.Json.Bson", version));
    }

    private static Dictionary<string, string> CentralVersions() => XDocument.Load(Path.Combine(Root, "Directory.Packages.props"))
        .Descendants("PackageVersion")
        .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Projects() => Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories);

    /// <summary>One a project: a missing one is a fault of its own.</summary>
    private static IEnumerable<string> LockFiles() => Projects().Select(file => Path.Combine(Path.GetDirectoryName(file)!, "packages.lock.json"));

    private static List<(string Name, string Version)> LockedIn(string file)
    {
        using var locked = JsonDocument.Parse(File.ReadAllText(file));
        return
        [
            .. from framework in locked.RootElement.GetProperty("dependencies").EnumerateObject()
               from package in framework.Value.EnumerateObject()
               where package.Value.TryGetProperty("resolved", out _)
               select (package.Name, package.Value.GetProperty("resolved").GetString()!),
        ];
    }

    /// <summary>Package, purpose, licence, and why this one.</summary>
    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \|[^|]*\w[^|]*\|[^|]*\w[^|]*\|[^|]*\w[^|]*\|$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
