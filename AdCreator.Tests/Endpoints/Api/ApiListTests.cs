using System.Net;
using System.Text.Json;
using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage.Queries;
using Xunit;

namespace AdCreator.Tests.Endpoints.Api;

/// <summary>Lists by cursor: complete, without overlap, and only one's own.</summary>
public sealed class ApiListTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Brands_and_products_come_whole_and_once_in_the_order_of_names(DatabaseKind kind)
    {
        await using var studio = await ApiStudio.OpenAsync(kind);
        var client = await studio.ClientAsync(studio.Ours.Member);
        await AddBrandsAndProductsAsync(studio, ["Élan", "aloe", "Aloe", "a%b", "zinc", "Zinc 2", "茶", "b_c", "\"quoted\""]);

        foreach (var path in new[] { "/api/v1/brands", $"/api/v1/brands/{studio.Ours.BrandId}/products" })
        {
            var whole = await AllAsync(client, $"{path}?limit=200");
            var parts = await AllAsync(client, $"{path}?limit=2");

            Assert.Equal(10, whole.Count);
            Assert.Equal(whole, parts);
            Assert.Equal(parts.Count, parts.Distinct().Count());
        }

        Assert.Single(await AllAsync(await studio.ClientAsync(studio.Theirs.Member), "/api/v1/brands?limit=2"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Records_come_whole_and_once_newest_first_with_exact_costs_while_new_ones_come_in(DatabaseKind kind)
    {
        await using var studio = await ApiStudio.OpenAsync(kind);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        await AddCallsAsync(studio, Enumerable.Range(0, 23).Select(i => now.AddMinutes(-10).AddSeconds(i / 4)));
        var client = await studio.ClientAsync(studio.Ours.Admin);

        var page = await GetAsync(client, "/api/v1/usage/records?demo=false&limit=7");
        List<string> ids = [.. Ids(page)];
        await AddCallsAsync(studio, [now]);
        while (page.GetProperty("next_cursor").GetString() is { } cursor)
        {
            page = await GetAsync(client, $"/api/v1/usage/records?demo=false&limit=7&cursor={cursor}");
            ids.AddRange(Ids(page));
        }

        Assert.Equal(23, ids.Count);
        Assert.Equal(23, ids.Distinct().Count());
        var call = (await GetAsync(client, "/api/v1/usage/records?demo=false&limit=1")).GetProperty("items")[0];
        Assert.Equal("0.0000000125", call.GetProperty("cost_usd").GetString());
        foreach (var column in "id user_id organization_id provider model tool_name operation input_tokens output_tokens total_tokens units unit_type cost_usd request_metadata duration_ms created_at".Split(' '))
        {
            Assert.True(call.TryGetProperty(column, out _), $"The column {column} is missing.");
        }

        Assert.Equal("0.0000003", (await GetAsync(client, "/api/v1/usage/summary?demo=false")).GetProperty("totals").GetProperty("cost_usd").GetString());
        Assert.Empty(Ids(await GetAsync(await studio.ClientAsync(studio.Theirs.Admin), "/api/v1/usage/records?demo=false")));
    }

    [Theory]
    [InlineData("/api/v1/brands?limit=0", "limit")]
    [InlineData("/api/v1/brands?limit=201", "limit")]
    [InlineData("/api/v1/brands?cursor=no", "cursor")]
    [InlineData("/api/v1/usage/records?cursor=no&limit=201", "cursor,limit")]
    [InlineData("/api/v1/usage/records?outcome=good&person=me", "outcome,person")]
    [InlineData("/api/v1/usage/summary?range=year&demo=perhaps", "demo,range")]
    [InlineData("/api/v1/usage/summary?from=yesterday&to=2026-13-01", "from,to")]
    public async Task A_parameter_that_cannot_be_read_is_named(string path, string names)
    {
        await using var studio = await ApiStudio.OpenAsync(DatabaseKind.Sqlite);
        using var answer = await (await studio.ClientAsync(studio.Ours.Member)).GetAsync(new Uri(path, UriKind.Relative), Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await ApiStudio.JsonAsync(answer)).GetProperty("errors");
        Assert.Equal(names, string.Join(',', errors.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)));
    }

    private static async Task AddBrandsAndProductsAsync(ApiStudio studio, string[] names)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var context = studio.App.Database.Open(studio.Ours.OrganizationId);
        foreach (var name in names)
        {
            context.Brands.Add(new Brand { Id = NewId.At(now), OrganizationId = studio.Ours.OrganizationId, Name = name, CreatedAt = now });
            context.Products.Add(new Product
            {
                Id = NewId.At(now), OrganizationId = studio.Ours.OrganizationId, BrandId = studio.Ours.BrandId, Name = name, CreatedAt = now,
            });
        }

        await context.SaveChangesAsync(Stop);
    }

    private static Task AddCallsAsync(ApiStudio studio, IEnumerable<DateTimeOffset> instants) => new UsageLedger(studio.App.Database).SettleAsync(
        studio.Ours.OrganizationId, [.. instants.Select(at => UsageRows.Of(studio.Ours.Member, at, 0.0000000125m))], Stop);

    private static async Task<List<string>> AllAsync(HttpClient client, string path)
    {
        List<string> names = [];
        string? cursor = null;
        do
        {
            var page = await GetAsync(client, cursor is null ? path : $"{path}&cursor={cursor}");
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("name").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);
        return names;
    }

    private static IEnumerable<string> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!);

    private static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Stop)}");
        return await ApiStudio.JsonAsync(answer);
    }
}
