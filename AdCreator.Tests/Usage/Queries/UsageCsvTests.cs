using System.Globalization;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Queries;
using AdCreator.Tests.Data;
using Xunit;

namespace AdCreator.Tests.Usage.Queries;

public sealed class UsageCsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("\0x", "'\0x")]
    [InlineData("   =1", "'   =1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("　＠x", "'　＠x")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("gemini-2.5=x", "gemini-2.5=x")]
    public void A_cell_is_quoted_and_never_a_formula(string? text, string cell) => Assert.Equal(cell, CsvCell.Of(text));

    [Fact]
    public void Columns_begin_with_those_that_outside_readers_rely_on_in_their_order() =>
        Assert.StartsWith(
            "id,user_id,organization_id,provider,model,tool_name,operation,input_tokens,output_tokens,total_tokens,units,unit_type,cost_usd,request_metadata,duration_ms,created_at,outcome,",
            UsageCsv.Header,
            StringComparison.Ordinal);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_line_has_exact_invariant_numbers_utc_instants_and_an_empty_unknown_cost(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var exact = UsageRows.Of(admin, new(2026, 11, 24, 13, 0, 0, 5, TimeSpan.FromHours(1)), 0.0000000001m) with
        {
            LineItems = [new LineItem("input", 1, 0.0000000001m, 0.0000000001m)],
            RequestMetadata = new Dictionary<string, string> { ["finish_reason"] = "STOP, \"now\"" },
            RunId = Guid.Parse("01a19467-e800-7c4c-8a42-38a0b923820d"),
        };
        var unknown = UsageRows.Of(admin, UsageRows.Noon.AddDays(-1), null) with { CostState = CostState.Unknown, CostUsdMax = 0.5m };
        await UsageRows.AddAsync(test, exact, unknown);

        var lines = (await ExportAsync(test, admin)).Split("\r\n");

        Assert.Equal((UsageCsv.Header.TrimEnd(), 4, ""), (lines[0], lines.Length, lines[3]));
        Assert.StartsWith($"{exact.Id},{admin.PersonId},{admin.OrganizationId},", lines[1], StringComparison.Ordinal);
        Assert.Contains(",0.0000000001,\"{\"\"finish_reason\"\":", lines[1], StringComparison.Ordinal);
        Assert.Contains("STOP, ", lines[1], StringComparison.Ordinal);
        Assert.Contains(",0,2026-11-24T12:00:00.005Z,succeeded,1,exact,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",01a19467-e800-7c4c-8a42-38a0b923820d,,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",image_generation,,{},0,", lines[2], StringComparison.Ordinal);
        Assert.Contains(",succeeded,1,unknown,0.5,,", lines[2], StringComparison.Ordinal);
        Assert.All(lines[1..3], line => Assert.Equal(UsageCsv.Header.Count(letter => letter == ','), Cells(line) - 1));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task More_calls_than_one_question_reads_come_once_each_newest_first(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        await UsageRows.AddAsync(test, [.. Enumerable.Range(0, 4_100).Select(number => UsageRows.Of(admin, UsageRows.Noon.AddSeconds(-(number / 3)), 0.01m))]);

        var lines = (await ExportAsync(test, admin)).Split("\r\n")[1..^1];

        Assert.Equal(4_100, lines.Select(line => line[..36]).Distinct(StringComparer.Ordinal).Count());
        var instants = lines.Select(line => line.Split(",2026-")[1][..18]).ToList();
        Assert.Equal(instants.OrderDescending(StringComparer.Ordinal), instants);
    }

    private static async Task<string> ExportAsync(TestDatabase test, Actor actor)
    {
        var extract = await new UsageExport(test.Database, test.Guard, new UsageRows.Clock(UsageRows.Noon)).OpenAsync(actor, UsageFilter.Default, CancellationToken.None);
        await using var writer = new StringWriter(CultureInfo.InvariantCulture);
        await UsageCsv.WriteAsync(writer, extract.Rows, CancellationToken.None);
        return writer.ToString();
    }

    /// <summary>Commas outside of quotes, and one.</summary>
    private static int Cells(string line) => line.Split('"').Where((_, part) => part % 2 == 0).Sum(part => part.Count(letter => letter == ',')) + 1;
}
