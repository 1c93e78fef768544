using System.Globalization;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Queries;
using AdCreator.Tests.Data;
using Xunit;

namespace AdCreator.Tests.Usage.Queries;

public sealed class FocusCsvTests
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    /// <summary>FOCUS 1.2, columns of the level "mandatory".</summary>
    private static readonly string[] Mandatory =
    [
        "BilledCost", "BillingAccountId", "BillingAccountName", "BillingCurrency", "BillingPeriodEnd", "BillingPeriodStart", "ChargeCategory", "ChargeClass",
        "ChargeDescription", "ChargePeriodEnd", "ChargePeriodStart", "ContractedCost", "EffectiveCost", "InvoiceIssuerName", "ListCost", "PricingQuantity",
        "PricingUnit", "ProviderName", "PublisherName", "ServiceCategory", "ServiceName",
    ];

    [Fact]
    public void Columns_are_the_specifications_by_name_and_then_our_own()
    {
        var columns = FocusCsv.Header.TrimEnd().Split(',');
        var own = columns.SkipWhile(c => !c.StartsWith("x_", StringComparison.Ordinal)).ToList();
        var theirs = columns.SkipLast(own.Count).ToList();

        Assert.Empty(Mandatory.Except(theirs));
        Assert.Equal(theirs.Order(StringComparer.Ordinal), theirs);
        Assert.Equal(own.Order(StringComparer.Ordinal), own);
        Assert.All(own, c => Assert.StartsWith("x_", c, StringComparison.Ordinal));
        Assert.DoesNotContain(theirs, c => c.StartsWith("x_", StringComparison.Ordinal));
        Assert.EndsWith("\r\n", FocusCsv.Header, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Billed_costs_add_up_to_the_total_on_screen_to_the_last_digit_and_unknown_ones_are_empty(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin, "Big, \"Bold\" & Co", "Asia/Kathmandu");
        var itemized = UsageRows.Of(admin, UsageRows.Noon, 0.0387000003m) with
        {
            LineItems = [new("input", 3, 0.0000000001m, 0.0000000003m), new("image_output", 1290, 0.00003m, 0.0387m)],
            PriceVersionId = admin.PersonId,
            DurationMs = 1500,
        };
        await UsageRows.AddAsync(
            test,
            itemized,
            UsageRows.Of(admin, UsageRows.Noon, 1.0000000001m),
            UsageRows.Of(admin, UsageRows.Noon, 0.5m) with { LineItems = [new("image", 1, 0.4999999999m, 0.4999999999m)] },
            UsageRows.Of(admin, UsageRows.Noon, 0m) with { Outcome = UsageOutcome.RefusedByProvider },
            UsageRows.Of(admin, UsageRows.Noon, null) with { CostState = CostState.Unknown, CostUsdMax = 0.25m },
            UsageRows.Of(admin, UsageRows.Noon, null) with { CostState = CostState.Unpriced });

        var (text, rows) = await ExportAsync(test, admin);
        var total = (await new UsageQueries(test.Database, test.Guard, new UsageRows.Clock(UsageRows.Noon)).ReadOverviewAsync(admin, UsageFilter.Default, Stop)).Totals;

        foreach (var column in new[] { "BilledCost", "EffectiveCost", "ListCost", "ContractedCost" })
        {
            Assert.Equal(total.CostUsd, rows.Sum(r => Number(r[column]) ?? 0));
        }

        Assert.Equal(1.5387000004m, total.CostUsd);
        Assert.Equal(8, rows.Count);
        Assert.Equal(["unknown", "unpriced"], rows.Where(r => r["BilledCost"].Length == 0).Select(r => r["x_CostState"]).Order(StringComparer.Ordinal));
        Assert.Equal("0.25", rows.Single(r => r["x_CostState"] == "unknown")["x_CostAtMost"]);
        Assert.All(rows.Where(r => r["PricingQuantity"].Length > 0), r => Assert.Equal(Number(r["BilledCost"]), Number(r["PricingQuantity"]) * Number(r["ListUnitPrice"])));
        var image = rows.Single(r => r["x_CallId"] == itemized.Id.ToString() && r["SkuMeter"] == "Image output");
        Assert.Equal(
            ("Big, \"Bold\" & Co", "2026-10-31T18:15:00Z", "2026-11-30T18:15:00Z", "2026-11-24T12:00:00Z", "2026-11-24T12:00:02Z", "1290", "Tokens", "gemini-2.5-flash-image/image_output"),
            (image["BillingAccountName"], image["BillingPeriodStart"], image["BillingPeriodEnd"], image["ChargePeriodStart"], image["ChargePeriodEnd"], image["ConsumedQuantity"],
                image["PricingUnit"], image["SkuId"]));
        Assert.Equal($$"""{"adcreator/person_id":"{{admin.PersonId}}"}""", image["Tags"]);
        Assert.Contains("\"Big, \"\"Bold\"\" & Co\"", text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Members_get_their_own_charges_alone(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var admin = await test.AddActorAsync(MembershipRole.Admin);
        var member = await test.AddMemberAsync(admin.OrganizationId);
        await UsageRows.AddAsync(test, UsageRows.Of(admin, UsageRows.Noon, 1), UsageRows.Of(member, UsageRows.Noon, 2));

        Assert.Equal(["2"], (await ExportAsync(test, member)).Rows.Select(r => r["BilledCost"]));
        Assert.Equal(3, (await ExportAsync(test, admin)).Rows.Sum(r => Number(r["BilledCost"])));
    }

    private static async Task<(string Text, List<Dictionary<string, string>> Rows)> ExportAsync(TestDatabase test, Actor actor)
    {
        var extract = await new UsageExport(test.Database, test.Guard, new UsageRows.Clock(UsageRows.Noon)).OpenAsync(actor, UsageFilter.Default, Stop);
        await using var writer = new StringWriter(CultureInfo.InvariantCulture);
        await FocusCsv.WriteAsync(writer, extract, Stop);
        var lines = Rfc4180(writer.ToString());
        return (writer.ToString(), [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal))]);
    }

    /// <summary>Reads as RFC 4180 says, and fails where a line has another number of cells than the first.</summary>
    private static List<List<string>> Rfc4180(string text)
    {
        List<List<string>> lines = [[]];
        var cell = new System.Text.StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when isQuoted && i + 1 < text.Length && text[i + 1] == '"':
                    cell.Append('"');
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    lines[^1].Add(cell.ToString());
                    cell.Clear();
                    break;
                case '\r' when !isQuoted && text[i + 1] == '\n':
                    lines[^1].Add(cell.ToString());
                    cell.Clear();
                    lines.Add([]);
                    i++;
                    break;
                default:
                    cell.Append(text[i]);
                    break;
            }
        }

        Assert.Empty(lines[^1]);
        lines.RemoveAt(lines.Count - 1);
        Assert.All(lines, line => Assert.Equal(lines[0].Count, line.Count));
        return lines;
    }

    private static decimal? Number(string cell) => cell.Length == 0 ? null : decimal.Parse(cell, CultureInfo.InvariantCulture);
}
