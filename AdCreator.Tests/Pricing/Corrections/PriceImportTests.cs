using System.Text.Json.Nodes;
using AdCreator.Core.Data;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Tests.Data;
using Xunit;

namespace AdCreator.Tests.Pricing.Corrections;

/// <summary>A whole price file taken over: first the difference, then all of it or nothing.</summary>
public sealed class PriceImportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Shipped => File.ReadAllText(Path.Combine(ArchitectureTests.Root, "AdCreator.Core", "Pricing", "gemini-prices.json"));

    [Fact]
    public async Task The_shipped_file_changes_nothing()
    {
        await using var desk = await PriceDesk.OpenAsync(DatabaseKind.Sqlite);

        var read = Assert.IsType<ImportComparison.Read>(await desk.Imports.CompareAsync(desk.Admin, Shipped, Stop));

        Assert.All(read.Models, m => Assert.Equal(ImportChange.Unchanged, m.Change));
        Assert.Equal(0, Assert.IsType<ImportResult.Applied>(await desk.Imports.ApplyAsync(desk.Admin, Shipped, Stop)).Count);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_file_shows_what_changes_and_then_changes_it(DatabaseKind kind)
    {
        await using var desk = await PriceDesk.OpenAsync(kind);
        var json = Edit(models =>
        {
            var flash = models.First(m => m!["model"]!.GetValue<string>() == PriceDesk.Model)!;
            flash["output_per_mtok"] = 4.0;
            var quartz = flash.DeepClone();
            quartz["model"] = "gemini-9-quartz";
            quartz["effective_to"] = null;
            models.Add(quartz);
            models.RemoveAt(models.IndexOf(models.First(m => m!["model"]!.GetValue<string>() == "gemini-2.5-flash-lite")));
        });

        var read = Assert.IsType<ImportComparison.Read>(await desk.Imports.CompareAsync(desk.Admin, json, Stop));
        var applied = Assert.IsType<ImportResult.Applied>(await desk.Imports.ApplyAsync(desk.Admin, json, Stop));

        var changed = Assert.Single(read.Models, m => m.Change == ImportChange.Changed);
        Assert.Equal([new RateChange("output", 3.75m, 4m, true)], Assert.Single(changed.Rows).Changes);
        Assert.Equal("gemini-9-quartz", Assert.Single(read.Models, m => m.Change == ImportChange.New).Model);
        Assert.Equal("gemini-2.5-flash-lite", Assert.Single(read.Models, m => m.Change == ImportChange.NotInFile).Model);
        Assert.Equal((2, true), (applied.Count, applied.StartsInThePast));
        Assert.Equal(0.75m, await desk.RateAsync(PriceDesk.Now, "gemini-9-quartz"));
        Assert.Equal(0.000004m, desk.Prices.Find(desk.Admin.OrganizationId, PriceDesk.Model, PriceDesk.Now)!.Rates.Output);
        Assert.Equal(["price_corrected", "price_corrected", "prices_imported"], (await desk.AuditAsync()).Select(e => e.Action));
        var again = Assert.IsType<ImportComparison.Read>(await desk.Imports.CompareAsync(desk.Admin, json, Stop));
        Assert.DoesNotContain(again.Models, m => m.Change is ImportChange.Changed or ImportChange.New);
    }

    [Theory]
    [InlineData("\"input_per_mtok\": 0.75,", "\"input_per_mtok\": \"much\",", "input_per_mtok is of the wrong type")]
    [InlineData("\"input_per_mtok\": 0.75,", "\"inptu_per_mtok\": 0.75,", "'inptu_per_mtok' is not known")]
    [InlineData("\"input_per_mtok\": 0.75,", "\"input_per_mtok\": -1,", "negative")]
    [InlineData("\"input_per_mtok\": 0.75,", "\"input_per_mtok\": 0.75,,", "no JSON")]
    [InlineData("\"input_per_mtok\": 0.75,", "", "missing: 'input_per_mtok'")]
    [InlineData("\"model\": \"gemini-3.8-flash\",", "\"model\": \"two words\",", "Enter a model id")]
    [InlineData("\"effective_to\": \"2027-01-01\",", "\"effective_to\": \"2027-01-02\",", "Two prices of gemini-3.8-flash")]
    [InlineData("\"effective_to\": \"2027-01-01\",", "\"effective_to\": \"2026-01-01\",", "span is empty")]
    public async Task A_malformed_file_is_refused_with_line_and_reason(string good, string bad, string reason)
    {
        await using var desk = await PriceDesk.OpenAsync(DatabaseKind.Sqlite);
        var start = Shipped.IndexOf("\"gemini-3.8-flash\",\n   \"provider\"", StringComparison.Ordinal) - 20;
        var at = Shipped.IndexOf(good, start, StringComparison.Ordinal);
        var json = string.Concat(Shipped.AsSpan(0, at), bad, Shipped.AsSpan(at + good.Length));
        var line = Shipped[..at].Count(c => c == '\n') + 1;

        var problem = Assert.IsType<ImportComparison.Malformed>(await desk.Imports.CompareAsync(desk.Admin, json, Stop)).Problem;

        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
        Assert.InRange(problem.Line!.Value, line - 9, line + 30);
        Assert.IsType<ImportResult.Malformed>(await desk.Imports.ApplyAsync(desk.Admin, json, Stop));
        Assert.Empty(await desk.AuditAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task What_is_no_price_file_is_refused(string text)
    {
        await using var desk = await PriceDesk.OpenAsync(DatabaseKind.Sqlite);

        Assert.IsType<ImportComparison.Malformed>(await desk.Imports.CompareAsync(desk.Admin, text, Stop));
    }

    private static string Edit(Action<JsonArray> edit)
    {
        var file = JsonNode.Parse(Shipped)!;
        edit(file["models"]!.AsArray());
        return file.ToJsonString();
    }
}
