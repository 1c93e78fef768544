using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using AdCreator.Core.Data;
using AdCreator.Core.Gemini;
using AdCreator.Core.Pricing;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Core.Usage;
using AdCreator.Tests.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace AdCreator.Tests.Pricing;

/// <summary>
/// What replies of the wire cost, against sums worked out apart from the program: Golden/expect.py says how, and
/// how to run it again.
/// </summary>
public sealed class GoldenTests : IAsyncLifetime
{
    private static readonly PriceBook Book = PriceBook.LoadShipped();
    private static readonly IOptions<GeminiOptions> Options = Microsoft.Extensions.Options.Options.Create(new GeminiOptions());
    private TestDatabase database = default!;
    private Guid organization;
    private GeminiCosts costs = default!;

    public static TheoryData<string> Files { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(ArchitectureTests.Root, "AdCreator.Tests", "Pricing", "Golden");

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        organization = (await database.AddActorAsync()).OrganizationId;
        costs = new GeminiCosts(
            new OrganizationPrices(Book, database.Database, TimeProvider.System, NullLogger<OrganizationPrices>.Instance), Options);
        await costs.PrepareAsync(organization, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory, MemberData(nameof(Files))]
    public async Task Every_reply_costs_to_the_last_digit_what_was_worked_out_apart(string file)
    {
        var mismatches = new List<string>();
        foreach (var golden in Read(file))
        {
            var actual = await PriceAsync(golden);
            var expected = Spell(golden.GetProperty("expected"));
            if (actual != expected)
            {
                mismatches.Add($"{golden.GetProperty("name").GetString()}:\n  expected {expected}\n  but got  {actual}");
            }
        }

        Assert.True(mismatches.Count == 0, string.Join('\n', mismatches));
    }

    [Fact]
    public void The_set_holds_at_least_220_cases_of_every_state()
    {
        var states = Directory.EnumerateFiles(Folder, "*.json").SelectMany(f => Read(Path.GetFileName(f)))
            .CountBy(c => c.GetProperty("expected").GetProperty("state").GetString()!)
            .ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);

        Assert.InRange(states.Values.Sum(), 220, int.MaxValue);
        Assert.Equal(["estimated", "exact", "unpriced"], states.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_edge_of_the_price_file_is_in_the_set()
    {
        var instants = Read("dates.json").Select(c => (Text(c, "model"), DateTimeOffset.Parse(Text(c, "at"), CultureInfo.InvariantCulture))).ToHashSet();

        Assert.All(Book.Versions, v =>
        {
            Assert.Contains((v.Model, v.EffectiveFrom), instants);
            Assert.Contains((v.Model, v.EffectiveFrom.AddMilliseconds(-1)), instants);
        });
    }

    private static List<JsonElement> Read(string file) =>
        [.. JsonElement.Parse(File.ReadAllText(Path.Combine(Folder, file))).EnumerateArray()];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private async Task<string> PriceAsync(JsonElement golden)
    {
        var at = DateTimeOffset.Parse(Text(golden, "at"), CultureInfo.InvariantCulture);
        if (golden.TryGetProperty("units", out var units))
        {
            var known = costs.PriceOf(organization, Text(golden, "model"), at);
            return Spell(known, known is null ? null : CostCalculator.Calculate(known, Units(units)), CostState.Exact);
        }

        var (reply, attempt, price) = await ReceiveAsync(golden, at);
        var row = attempt.Answered(reply, ReplyVerdict.Of(reply, attempt.Request), price);
        return Spell(row.PriceVersionId is null ? null : price, row.CostUsd is { } cost ? new Bill(row.LineItems, cost) : null, row.CostState);
    }

    /// <summary>The way of every call: the bytes through the client, the price as the meter finds it.</summary>
    private async Task<(GeminiReply Reply, MeteredAttempt Attempt, PriceVersion? Price)> ReceiveAsync(JsonElement golden, DateTimeOffset at)
    {
        var asked = golden.GetProperty("request");
        var request = new GeminiRequest
        {
            Model = Text(golden, "model"),
            Turns = [],
            MaxOutputTokens = asked.GetProperty("max_output_tokens").GetInt32(),
            Image = asked.TryGetProperty("image", out var size) ? new GeminiImageShape("1:1", size.GetString()!) : null,
        };
        var client = new HttpGeminiClient(new Wire(golden.GetProperty("reply").GetRawText()), Options);
        var reply = await client.GenerateAsync(request, TestContext.Current.CancellationToken);
        var bound = costs.Bound(
            organization, request.Model, new GeminiCallSize(asked.GetProperty("input_bytes").GetInt32(), 0, request.MaxOutputTokens, request.Image), at);
        return (reply, new MeteredAttempt(request, bound, Reservation(request, at)), costs.PriceOf(organization, reply.ModelVersion ?? request.Model, at));
    }

    private static BilledUsage Units(JsonElement units) => new()
    {
        Images = units.TryGetProperty("images", out var images) ? images.GetInt32() : 0,
        VideoSeconds = units.TryGetProperty("video_seconds", out var seconds) ? decimal.Parse(seconds.ToString(), CultureInfo.InvariantCulture) : 0,
        Size = Text(units, "size"),
    };

    private static UsageReservation Reservation(GeminiRequest request, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        UserId = Guid.Empty,
        OrganizationId = Guid.Empty,
        Provider = "google",
        Model = request.Model,
        ToolName = "gemini_service",
        Operation = request.Image is null ? UsageOperations.AnalyzeText : UsageOperations.GenerateImage,
        UnitType = "tokens",
        CostUsdMax = null,
        Attempt = 1,
        CreatedAt = at,
        ExpiresAt = at,
    };

    private static string Spell(PriceVersion? price, Bill? bill, CostState state)
    {
        var pricedAs = bill is null ? null : string.Create(CultureInfo.InvariantCulture, $"{price!.Model}@{price.EffectiveFrom:yyyy-MM-dd}");
        var lines = (bill?.LineItems ?? []).Select(l => $"{l.Kind} {Plain(l.Quantity)} x {Plain(l.RateUsd)} = {Plain(l.Amount)}");
        var known = bill is null ? CostState.Unpriced : state;
        return Spell(SnakeCase.Of(known), pricedAs, lines, bill is null ? null : Plain(bill.TotalUsd));
    }

    private static string Spell(JsonElement expected) => Spell(
        Text(expected, "state"),
        expected.GetProperty("priced_as").GetString(),
        expected.GetProperty("lines").EnumerateArray().Select(l => $"{Text(l, "kind")} {Text(l, "quantity")} x {Text(l, "rate")} = {Text(l, "amount")}"),
        expected.GetProperty("total").GetString());

    private static string Spell(string state, string? pricedAs, IEnumerable<string> lines, string? total) =>
        $"{state} {pricedAs} {total}: {string.Join("; ", lines.Order(StringComparer.Ordinal))}";

    private static string Plain(decimal number) => number.ToString("0.####################", CultureInfo.InvariantCulture);

    /// <summary>A connection over which one reply comes.</summary>
    private sealed class Wire(string body) : HttpMessageHandler, IHttpClientFactory
    {
#pragma warning disable RS0030 // This is the factory.
        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);
#pragma warning restore RS0030

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
    }
}
