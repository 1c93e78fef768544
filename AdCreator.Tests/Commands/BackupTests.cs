using AdCreator.Core.Data;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage;
using AdCreator.Web.Commands;
using Xunit;

namespace AdCreator.Tests.Commands;

/// <summary>Everything of an installation in one file, and back.</summary>
public sealed class BackupTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Restore_brings_back_every_row_and_file_of_a_backup(DatabaseKind kind)
    {
        await using var source = await FilledAsync(kind);
        await using var target = await Installation.CreateAsync(kind);
        var file = Path.Combine(source.Folder, "all.zip");

        Assert.Equal(0, await source.RunAsync("backup", file));
        Assert.Equal(0, await target.RunAsync("migrate"));
        Assert.Equal(0, await target.RunAsync("restore", file));

        var expected = await source.DumpAsync();
        Assert.NotEmpty(expected["token_usage"]);
        Assert.NotEmpty(expected["data_protection_keys"]);
        Assert.Equal(expected, await target.DumpAsync());
        Assert.Equal(FilesOf(source), FilesOf(target));
        Assert.Empty(Directory.GetFiles(source.Folder, "*.tmp*"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Restore_refuses_an_installation_that_holds_data_and_changes_nothing(DatabaseKind kind)
    {
        await using var source = await FilledAsync(kind);
        await using var target = await FilledAsync(kind);
        var file = Path.Combine(source.Folder, "all.zip");
        await source.RunAsync("backup", file);
        var before = await target.DumpAsync();

        Assert.Equal(1, await target.RunAsync("restore", file));

        Assert.Equal(before, await target.DumpAsync());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Restore_of_a_damaged_file_leaves_nothing_behind(DatabaseKind kind)
    {
        await using var source = await FilledAsync(kind);
        await using var target = await Installation.CreateAsync(kind);
        await target.RunAsync("migrate");
        var before = await target.DumpAsync();
        var file = Path.Combine(source.Folder, "all.zip");
        await source.RunAsync("backup", file);
        await using (var zip = await System.IO.Compression.ZipFile.OpenAsync(file, System.IO.Compression.ZipArchiveMode.Update, Stop))
        {
            var entry = zip.GetEntry("rows/memberships.copy") ?? zip.GetEntry("adcreator.db")!;
            var name = entry.FullName;
            entry.Delete();
            await using var wrong = new StreamWriter(await zip.CreateEntry(name).OpenAsync(Stop));
            await wrong.WriteAsync("damaged");
        }

        Assert.Equal(1, await target.RunAsync("restore", file));

        Assert.Equal(before, await target.DumpAsync());
        Assert.Empty(FilesOf(target));
    }

    [Fact]
    public async Task Restore_refuses_a_backup_of_the_other_database_and_what_is_no_backup()
    {
        await using var source = await FilledAsync(DatabaseKind.Sqlite);
        await using var target = await Installation.CreateAsync(DatabaseKind.PostgreSql);
        await target.RunAsync("migrate");
        var file = Path.Combine(source.Folder, "all.zip");
        await source.RunAsync("backup", file);
        var text = Path.Combine(source.Folder, "text.zip");
        await File.WriteAllTextAsync(text, "no zip", Stop);

        Assert.Equal(1, await target.RunAsync("restore", file));
        Assert.Equal(1, await target.RunAsync("restore", text));
        Assert.Equal(1, await target.RunAsync("restore", Path.Combine(source.Folder, "missing.zip")));
    }

    [Fact]
    public async Task Backup_overwrites_no_file()
    {
        await using var source = await FilledAsync(DatabaseKind.Sqlite);
        var file = Path.Combine(source.Folder, "mine.txt");
        await File.WriteAllTextAsync(file, "mine", Stop);

        Assert.Equal(1, await source.RunAsync("backup", file));

        Assert.Equal("mine", await File.ReadAllTextAsync(file, Stop));
    }

    [Theory]
    [InlineData("bakup", "x.zip")]
    [InlineData("backup")]
    [InlineData("migrate", "now")]
    public async Task Unknown_commands_and_wrong_arguments_exit_with_64(params string[] words) =>
        Assert.Equal(CommandLine.UsageExitCode, await CommandLine.RunAsync(words));

    [Theory]
    [InlineData]
    [InlineData("--urls", "http://127.0.0.1:5081")]
    [InlineData("urls=http://127.0.0.1:5081")]
    public async Task Settings_alone_are_no_command(params string[] words) => Assert.Null(await CommandLine.RunAsync(words));

    private static async Task<Installation> FilledAsync(DatabaseKind kind)
    {
        var installation = await Installation.CreateAsync(kind);
        Assert.Equal(0, await installation.RunAsync("migrate"));
        var actor = await installation.AddActorAsync();
        await using var context = installation.Database.Open(actor.OrganizationId);
        context.TokenUsage.Add(MeteredProcess.Record(actor));
        context.UsageReservations.Add(MeteredProcess.Reservation(actor));
        context.DataProtectionKeys.Add(new() { FriendlyName = "key", Xml = "<key/>" });
        await context.SaveChangesAsync(Stop);
        foreach (var file in new[] { "blobs/a/one", "keys/key-1.xml", "spool/usage-1.jsonl" })
        {
            var path = Path.Combine(installation.Folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, $"{file} of {actor.OrganizationId}", Stop);
        }

        return installation;
    }

    private static SortedDictionary<string, string> FilesOf(Installation installation) => new(
        new[] { "blobs", "keys", "spool" }
            .Select(folder => Path.Combine(installation.Folder, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            .ToDictionary(file => Path.GetRelativePath(installation.Folder, file), File.ReadAllText, StringComparer.Ordinal),
        StringComparer.Ordinal);
}
