using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Usage.Queries;

namespace AdCreator.Core.Ads.Export;

/// <summary>Binds each file of an export to its copy, hash, approval, cost and disclosure: one row a file.</summary>
/// <remarks>Nothing in it depends on the hour of the export, so that the same approved set gives the same manifest.</remarks>
internal sealed class ExportManifest(ExportPlan plan)
{
    private const string SourceTypes = "http://cv.iptc.org/newscodes/digitalsourcetype/";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly IReadOnlyList<string> copyFields =
        [.. plan.Files.SelectMany(f => f.Wording.Copy.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>How the pictures of a brief came about, as IPTC names it.</summary>
    public static string SourceTypeOf(Brief brief) =>
        SourceTypes + (brief.Mode == PictureMode.ProductLock ? "compositeWithTrainedAlgorithmicMedia" : "trainedAlgorithmicMedia");

    /// <summary><c>manifest.json</c> as UTF-8.</summary>
    public byte[] ToJson()
    {
        var rows = plan.Files.Select(file => new JsonObject(FieldsOf(file).Select(f => KeyValuePair.Create(f.Name, ToNode(f.Value)))));
        var left = plan.LeftOut.Select(l => new JsonObject
        {
            ["ad"] = l.Ad, ["placement"] = l.Placement?.Id, ["why"] = l.Text,
        });
        var manifest = new JsonObject
        {
            ["schema"] = "adcreator-export/1",
            ["organization"] = plan.OrganizationName,
            ["brand"] = plan.Brief.BrandName,
            ["product"] = plan.Brief.ProductName,
            ["run_id"] = plan.RunId.ToString(),
            ["time_zone"] = plan.Calendar.Zone.Id,
            ["ad_cost_usd"] = "US dollars of every model call for the ad, failed ones included; each file of an ad repeats it.",
            ["files"] = new JsonArray([.. rows]),
            ["left_out"] = new JsonArray([.. left]),
        };
        return JsonSerializer.SerializeToUtf8Bytes(manifest, Readable);
    }

    /// <summary><c>manifest.csv</c> as UTF-8: the same rows.</summary>
    public byte[] ToCsv()
    {
        var rows = plan.Files.Select(f => FieldsOf(f).ToList()).ToList();
        return Csv([.. rows.Take(1).SelectMany(r => r).Select(f => f.Name)], rows.Select(r => r.Select(f => f.Value)));
    }

    /// <summary><c>copy.csv</c> as UTF-8: the columns of the profile.</summary>
    public byte[] ToCopyCsv()
    {
        var columns = plan.Profile.Columns.SelectMany(c => c.Field == "copy.*" ? copyFields.Select(f => new CopyColumn(f, f)) : [c]).ToList();
        var rows = plan.Files.Select(file =>
        {
            var fields = FieldsOf(file).ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
            return columns.Select(c => fields.GetValueOrDefault(c.Field.StartsWith("copy.", StringComparison.Ordinal) ? c.Field["copy.".Length..] : c.Field));
        });
        return Csv([.. columns.Select(c => c.Header)], rows);
    }

    private IEnumerable<(string Name, object? Value)> FieldsOf(ExportFile file)
    {
        yield return ("file", file.Path);
        yield return ("sha256", file.Sha256);
        yield return ("bytes", file.ByteCount);
        yield return ("width", file.Width);
        yield return ("height", file.Height);
        yield return ("placement", file.Placement.Id);
        yield return ("placement_name", file.Placement.Name);
        yield return ("platform", file.Placement.Platform);
        yield return ("ad", file.Ad);
        yield return ("version", file.Version);
        yield return ("headline", file.Wording.Headline);
        yield return ("headline_letters", LettersOf(file.Wording.Headline));
        yield return ("offer", file.Wording.Offer);
        yield return ("offer_letters", LettersOf(file.Wording.Offer));
        foreach (var field in copyFields)
        {
            var text = file.Wording.Copy.GetValueOrDefault(field, "");
            yield return (field, text);
            yield return ($"{field}_letters", LettersOf(text));
        }

        yield return ("alt_text", file.Wording.AltText);
        yield return ("language", file.Wording.Language);
        yield return ("approved_by", file.ApprovedBy);
        yield return ("approved_at", file.ApprovedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        yield return ("approved_at_local", TimeZoneInfo.ConvertTime(file.ApprovedAt, plan.Calendar.Zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
        yield return ("ad_cost_usd", file.AdCostUsd);
        yield return ("ad_cost_unknown_calls", file.Open.UnsettledCalls + file.Open.UnpricedCalls);
        yield return ("is_demo", file.IsDemo);
        yield return ("digital_source_type", SourceTypeOf(plan.Brief));
        yield return ("checks", StateWord(file.Checks));
        yield return ("checks_open", SummaryOf(file.Checks));
    }

    /// <summary>As people and platforms count: what looks like one letter is one.</summary>
    private static int LettersOf(string text) => new StringInfo(text).LengthInTextElements;

    private static string StateWord(CheckReport? checks) => checks?.State switch
    {
        CheckState.Passed => "passed",
        CheckState.Unsure => "unsure",
        CheckState.Failed => "failed",
        CheckState.Blocked => "blocked",
        _ => "not_verified",
    };

    /// <summary>Every check that did not pass, with what was found.</summary>
    private static string SummaryOf(CheckReport? checks) =>
        string.Join("; ", checks?.Checks.Where(c => c.State != CheckState.Passed).Select(c => $"{c.Check}: {c.Text}") ?? []);

    private static JsonNode? ToNode(object? value) => value switch
    {
        null => null,
        decimal money => JsonValue.Create(Text(money)),
        bool flag => JsonValue.Create(flag),
        int or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(Text(value)),
    };

    private static string Text(object? value) => value switch
    {
        null => "",
        decimal money => money.ToString("0.############################", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static byte[] Csv(IEnumerable<string> header, IEnumerable<IEnumerable<object?>> rows)
    {
        var csv = new StringBuilder();
        csv.AppendJoin(',', header.Select(CsvCell.Of)).Append("\r\n");
        foreach (var row in rows)
        {
            csv.AppendJoin(',', row.Select(v => CsvCell.Of(Text(v)))).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }
}
