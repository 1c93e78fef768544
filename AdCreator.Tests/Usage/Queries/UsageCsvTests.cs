using AdCreator.Core.Organizations;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Queries;
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

    [Fact]
    public void A_line_has_exact_invariant_numbers_utc_instants_and_an_empty_unknown_cost()
    {
        var actor = new Actor(Guid.Empty, Guid.Empty);
        var exact = UsageRows.Of(actor, new(2026, 11, 24, 13, 0, 0, 5, TimeSpan.FromHours(1)), 0.0000000001m) with
        {
            LineItems = [new LineItem("input", 1, 0.0000000001m, 0.0000000001m)],
        };

        var line = UsageCsv.Line(exact);
        var unknown = UsageCsv.Line(exact with { CostUsd = null, CostState = CostState.Unknown });

        Assert.Contains(",0.0000000001,{},0,2026-11-24T12:00:00.005Z,succeeded,1,exact,", line, StringComparison.Ordinal);
        Assert.Contains(",image_generation,,{},0,", unknown, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", line, StringComparison.Ordinal);
    }
}
