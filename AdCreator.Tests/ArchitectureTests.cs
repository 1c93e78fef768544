using System.Text.RegularExpressions;
using Xunit;

namespace AdCreator.Tests;

/// <summary>Keeps the table of rooms in docs/architecture.md true: who may use whom, and no circles.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>Every room of AdCreator.Core with the rooms it may use.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Data"] = [],
        ["Imaging"] = [],
        ["Outbound"] = [],
        ["Organizations"] = ["Data"],
        ["Pricing"] = ["Data", "Organizations"],
        ["Jobs"] = ["Data", "Organizations"],
        ["Files"] = ["Data", "Imaging", "Outbound", "Organizations"],
        ["Usage"] = ["Data", "Pricing", "Organizations", "Outbound"],
        ["Gemini"] = ["Data", "Usage", "Pricing", "Organizations"],
        ["Brands"] = ["Data", "Organizations", "Files", "Imaging"],
        ["Ads"] = ["Data", "Imaging", "Outbound", "Organizations", "Pricing", "Jobs", "Files", "Usage", "Gemini", "Brands"],
        ["Agents"] = ["Data", "Imaging", "Outbound", "Organizations", "Pricing", "Jobs", "Files", "Usage", "Gemini", "Brands", "Ads"],
        ["Demo"] = ["Data", "Imaging", "Outbound", "Organizations", "Pricing", "Files", "Usage", "Gemini", "Brands", "Ads"],
    };

    public static string Root { get; } = FindRoot();

    [Fact]
    public void Every_folder_of_Core_is_a_room_of_the_table()
    {
        var folders = Directory.GetDirectories(Path.Combine(Root, "AdCreator.Core"))
            .Select(d => Path.GetFileName(d)!)
            .Where(d => d is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal);

        Assert.Equal(MayUse.Keys.Where(r => Directory.Exists(Path.Combine(Root, "AdCreator.Core", r))).Order(StringComparer.Ordinal), folders);
    }

    [Fact]
    public void Rooms_use_only_the_rooms_they_may()
    {
        var faults =
            from file in SourceFiles("AdCreator.Core")
            let room = RoomOf(file)
            where !IsPartOfTheContext(file)
            from used in UsedRooms(File.ReadAllText(file))
            where used != room && !MayUse[room].Contains(used)
            select $"{Path.GetRelativePath(Root, file)} uses {used}";

        Assert.Empty(faults.Distinct());
    }

    [Fact]
    public void The_table_has_no_circles()
    {
        var floors = new Dictionary<string, int>();

        int FloorOf(string room, int depth) => depth > MayUse.Count
            ? throw new InvalidOperationException($"{room} uses itself in a circle")
            : floors.TryGetValue(room, out var known)
                ? known
                : floors[room] = MayUse[room].Select(used => FloorOf(used, depth + 1) + 1).DefaultIfEmpty(0).Max();

        Assert.All(MayUse.Keys, room => Assert.InRange(FloorOf(room, 0), 0, MayUse.Count));
    }

    [Fact]
    public void Namespaces_follow_folders()
    {
        var faults =
            from file in SourceFiles("AdCreator.Core").Concat(SourceFiles("AdCreator.Web")).Concat(SourceFiles("AdCreator.Tests"))
            where !IsPartOfTheContext(file)
            let declared = NamespaceDeclaration().Match(File.ReadAllText(file))
            let expected = Path.GetRelativePath(Root, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.')
            where declared.Success && declared.Groups["name"].Value != expected
            select $"{Path.GetRelativePath(Root, file)} is in {declared.Groups["name"].Value}, not {expected}";

        Assert.Empty(faults);
    }

    [Fact]
    public void Pages_contain_no_query()
    {
        var faults =
            from file in SourceFiles("AdCreator.Web").Where(f => f.Contains("Components", StringComparison.Ordinal)).Concat(RazorFiles())
            let text = File.ReadAllText(file)
            where text.Contains("AdCreatorDbContext", StringComparison.Ordinal)
                || text.Contains("using AdCreator.Core.Data", StringComparison.Ordinal)
                || text.Contains("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            select Path.GetRelativePath(Root, file);

        Assert.Empty(faults);
    }

    [Fact]
    public void Routable_components_end_in_Page()
    {
        var faults =
            from file in RazorFiles()
            where File.ReadLines(file).Any(line => line.StartsWith("@page ", StringComparison.Ordinal))
            where !Path.GetFileNameWithoutExtension(file).EndsWith("Page", StringComparison.Ordinal)
            select Path.GetRelativePath(Root, file);

        Assert.Empty(faults);
    }

    [Fact]
    public void A8_hand_written_files_add_no_raw_markup()
    {
        var faults =
            from file in RazorFiles().Concat(SourceFiles("AdCreator.Web"))
            where File.ReadAllText(file).Contains("AddMarkupContent", StringComparison.Ordinal)
            select Path.GetRelativePath(Root, file);

        Assert.Empty(faults);
    }

    [Fact]
    public void Nothing_below_Agents_makes_Gemini_calls_without_the_service()
    {
        var faults =
            from file in SourceFiles("AdCreator.Core").Concat(SourceFiles("AdCreator.Web"))
            where RoomOf(file) is not "Gemini"
            where GeminiClientUse().IsMatch(File.ReadAllText(file))
            select Path.GetRelativePath(Root, file);

        Assert.Empty(faults);
    }

    private static bool IsPartOfTheContext(string file) => file.EndsWith("DbContext.cs", StringComparison.Ordinal);

    private static string RoomOf(string file) => Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar)[1];

    private static IEnumerable<string> UsedRooms(string source) =>
        RoomReference().Matches(source).Select(m => m.Groups["room"].Value).Where(MayUse.ContainsKey).Distinct();

    private static IEnumerable<string> SourceFiles(string project) => Files(project, "*.cs");

    private static IEnumerable<string> RazorFiles() => Files("AdCreator.Web", "*.razor");

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AdCreator.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("AdCreator.sln was not found above the test program.");
    }

    [GeneratedRegex(@"AdCreator\.Core\.(?<room>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RoomReference();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex(@"\bIGeminiClient\b", RegexOptions.None, 1000)]
    private static partial Regex GeminiClientUse();
}
