using System.Globalization;
using System.Text.Json;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Calls as charges by the FinOps Open Cost and Usage Specification: what each column holds, and why, stands in <c>docs/decisions/0014</c>.</summary>
/// <remarks>Columns in the specification's order (by name), then our own, which begin with <c>x_</c>. Nothing is an empty cell.</remarks>
public static class FocusCsv
{
    /// <summary>The version that the columns follow.</summary>
    public const string Version = "1.2";

    private static readonly (string Name, Func<FocusCharge, Account, string> Cell)[] Columns =
    [
        ("BilledCost", (c, _) => Number(c.CostUsd)),
        ("BillingAccountId", (c, _) => c.Call.OrganizationId.ToString()),
        ("BillingAccountName", (_, a) => CsvCell.Of(a.Name)),
        ("BillingAccountType", (_, _) => "Organization"),
        ("BillingCurrency", (_, _) => "USD"),
        ("BillingPeriodEnd", (c, a) => Instant(a.MonthOf(c.Call.CreatedAt).End)),
        ("BillingPeriodStart", (c, a) => Instant(a.MonthOf(c.Call.CreatedAt).Start)),
        ("ChargeCategory", (_, _) => "Usage"),
        ("ChargeClass", (_, _) => ""),
        ("ChargeDescription", (c, _) => CsvCell.Of(Describe(c))),
        ("ChargeFrequency", (_, _) => "Usage-Based"),
        ("ChargePeriodEnd", (c, _) => Instant(EndOf(c.Call))),
        ("ChargePeriodStart", (c, _) => Instant(c.Call.CreatedAt)),
        ("ConsumedQuantity", (c, _) => Number(c.Line?.Quantity)),
        ("ConsumedUnit", (c, _) => UnitOf(c)),
        ("ContractedCost", (c, _) => Number(c.CostUsd)),
        ("ContractedUnitPrice", (c, _) => Number(c.Line?.RateUsd)),
        ("EffectiveCost", (c, _) => Number(c.CostUsd)),
        ("InvoiceId", (_, _) => ""),
        ("InvoiceIssuerName", (c, _) => CsvCell.Of(ProviderOf(c.Call))),
        ("ListCost", (c, _) => Number(c.CostUsd)),
        ("ListUnitPrice", (c, _) => Number(c.Line?.RateUsd)),
        ("PricingCategory", (c, _) => c.Line is null ? "" : "Standard"),
        ("PricingQuantity", (c, _) => Number(c.Line?.Quantity)),
        ("PricingUnit", (c, _) => UnitOf(c)),
        ("ProviderName", (c, _) => CsvCell.Of(ProviderOf(c.Call))),
        ("PublisherName", (c, _) => CsvCell.Of(ProviderOf(c.Call))),
        ("ServiceCategory", (_, _) => "AI and Machine Learning"),
        ("ServiceName", (_, _) => "Gemini API"),
        ("ServiceSubcategory", (_, _) => "Generative AI"),
        ("SkuId", (c, _) => CsvCell.Of(c.Line is { } line ? $"{c.Call.Model}/{line.Kind}" : null)),
        ("SkuMeter", (c, _) => CsvCell.Of(c.Line is { } line ? Words(line.Kind) : null)),
        ("SkuPriceDetails", (_, _) => ""),
        ("SkuPriceId", (c, _) => CsvCell.Of(c is { Line: { } line, Call.PriceVersionId: { } price } ? $"{price}/{line.Kind}" : null)),
        ("Tags", (c, _) => CsvCell.Of(TagsOf(c.Call))),
        ("x_Attempt", (c, _) => c.Call.Attempt.ToString(CultureInfo.InvariantCulture)),
        ("x_CallId", (c, _) => c.Call.Id.ToString()),
        ("x_CostAtMost", (c, _) => c.CostUsd is null ? Number(c.Call.CostUsdMax) : ""),
        ("x_CostState", (c, _) => SnakeCase.Of(c.Call.CostState)),
        ("x_IsDemo", (c, _) => c.Call.IsDemo ? "true" : "false"),
        ("x_Model", (c, _) => CsvCell.Of(c.Call.Model)),
        ("x_Operation", (c, _) => CsvCell.Of(c.Call.Operation)),
        ("x_Outcome", (c, _) => SnakeCase.Of(c.Call.Outcome)),
    ];

    /// <summary>The first line: the columns' names.</summary>
    public static string Header { get; } = string.Join(',', Columns.Select(c => c.Name)) + "\r\n";

    /// <summary>Writes the header and the charges of every call, holding one call at a time.</summary>
    public static async Task WriteAsync(TextWriter writer, UsageExtract extract, CancellationToken cancellationToken)
    {
        var account = new Account(extract.OrganizationName, extract.Calendar);
        await writer.WriteAsync(Header.AsMemory(), cancellationToken);
        await foreach (var call in extract.Calls.WithCancellation(cancellationToken))
        {
            foreach (var charge in FocusCharge.Of(call))
            {
                await writer.WriteAsync((string.Join(',', Columns.Select(c => c.Cell(charge, account))) + "\r\n").AsMemory(), cancellationToken);
            }
        }

        await writer.FlushAsync(cancellationToken);
    }

    private static string Describe(FocusCharge charge) => charge switch
    {
        { CostUsd: null } => $"{charge.Call.Model}, {Words(charge.Call.Operation)}: cost {SnakeCase.Of(charge.Call.CostState)}",
        { Line: { } line } => $"{charge.Call.Model}, {Words(charge.Call.Operation)}: {Words(line.Kind)}",
        _ => $"{charge.Call.Model}, {Words(charge.Call.Operation)}: not itemized",
    };

    /// <summary>The tier of the price stands in the rate; pieces are pictures and seconds, everything else is tokens.</summary>
    private static string UnitOf(FocusCharge charge) => charge.Line?.Kind switch
    {
        null => "",
        "image" => "Images",
        "second" => "Seconds",
        _ => "Tokens",
    };

    private static string ProviderOf(UsageRecord call) => call.Provider switch
    {
        "google" => "Google",
        "demo" => "AdCreator demo model",
        var other => other,
    };

    private static string? TagsOf(UsageRecord call)
    {
        SortedDictionary<string, string> tags = new(StringComparer.Ordinal);
        Add("ad_id", call.AdId);
        Add("brand_id", call.BrandId);
        Add("person_id", call.UserId == Guid.Empty ? null : call.UserId);
        Add("run_id", call.RunId);
        return tags.Count == 0 ? null : JsonSerializer.Serialize(tags);

        void Add(string name, Guid? id)
        {
            if (id is { } value)
            {
                tags[$"adcreator/{name}"] = value.ToString();
            }
        }
    }

    /// <summary>The specification writes whole seconds: the end is the first of them after the call.</summary>
    private static DateTimeOffset EndOf(UsageRecord call) =>
        DateTimeOffset.FromUnixTimeSeconds(call.CreatedAt.AddMilliseconds(call.DurationMs).ToUnixTimeSeconds() + 1);

    private static string Words(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..].Replace('_', ' ');

    private static string Number(decimal? number) => number?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "";

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Who pays. Rows come in the order of time: the month of the row before is mostly that of this one.</summary>
    private sealed class Account(string name, OrganizationCalendar calendar)
    {
        private Period? month;

        public string Name => name;

        public Period MonthOf(DateTimeOffset instant) =>
            month?.Contains(instant) == true ? month : month = calendar.Month(calendar.DayOf(instant));
    }
}
