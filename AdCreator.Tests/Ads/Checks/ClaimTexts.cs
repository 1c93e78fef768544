using System.Text.Json;
using System.Text.Json.Serialization;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Brands.Claims;
using AdCreator.Core.Data;

namespace AdCreator.Tests.Ads.Checks;

/// <summary>Texts that invent claims and texts that do not, from a file beside this one.</summary>
public sealed record ClaimTexts(DateOnly Today, Dictionary<string, ClaimTexts.TextProduct> Products, IReadOnlyList<ClaimTexts.TextOfProduct> Poisoned, IReadOnlyList<ClaimTexts.TextOfProduct> Clean)
{
    private static readonly JsonSerializerOptions Options = new(JsonColumn.Options) { Converters = { new JsonStringEnumConverter() } };

    public static ClaimTexts Read(string file)
    {
        var path = Path.Combine(ArchitectureTests.Root, "AdCreator.Tests", "Ads", "Checks", file);
        return JsonSerializer.Deserialize<ClaimTexts>(File.ReadAllText(path), Options)!;
    }

    public CheckResult Check(TextOfProduct text)
    {
        var product = Products[text.Product];
        return ClaimsCheck.Run([text.Text], product.Claims, new ClaimFacts(product.Name, product.Brand, product.Benefits, product.Price, product.Offer), Today);
    }

    public sealed record TextProduct(string Name, string Brand, IReadOnlyList<string> Benefits, string Price, string Offer, IReadOnlyList<ApprovedClaim> Claims);

    public sealed record TextOfProduct(string Product, string Text);
}
