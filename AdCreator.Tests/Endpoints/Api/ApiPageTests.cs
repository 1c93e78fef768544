using System.Collections.Concurrent;
using AdCreator.Core.Data;
using AdCreator.Tests.Security;
using Microsoft.Playwright;
using Xunit;

namespace AdCreator.Tests.Endpoints.Api;

/// <summary>The page that shows the API document, and the one that makes tokens, in a browser.</summary>
[Collection(SharedAppTests.Name)]
public sealed class ApiPageTests(SharedApp shared)
{
    [Fact]
    public async Task The_document_is_readable_under_the_content_security_policy_and_asks_no_other_host()
    {
        await using var page = await Browser.OpenAsync(shared.App, shared.Member);
        ConcurrentQueue<Uri> asked = new();
        page.Page.Request += (_, request) => asked.Enqueue(new Uri(request.Url));

        await page.Page.GotoAsync("/docs/api");
        await page.Page.GetByRole(AriaRole.Heading, new() { Name = "AdCreator API" }).WaitForAsync();
        await page.Page.GetByText("The organization's brands by name").First.WaitForAsync();
        await page.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        page.AssertNoProblems();
        Assert.All(asked.Where(uri => uri.Scheme is not ("data" or "blob")), uri => Assert.Equal(shared.App.Address.Authority, uri.Authority));
        var policy = (await page.Page.APIRequest.GetAsync("/docs/api/")).Headers["content-security-policy"];
        Assert.Contains("script-src 'self' 'nonce-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_makes_a_token_sees_it_once_uses_it_and_revokes_it()
    {
        await using var studio = await ApiStudio.OpenAsync(DatabaseKind.Sqlite);
        await using var page = await Browser.OpenAsync(studio.App, await studio.App.SignInAsync(studio.Ours.MemberEmail));
        var (web, name) = (page.Page, "weekly report");

        await page.GoAsync("/settings/tokens");
        await web.GetByRole(AriaRole.Button, new() { Name = "New token" }).ClickAsync();
        await web.GetByRole(AriaRole.Button, new() { Name = "Create token" }).ClickAsync();
        await web.GetByText("Name it after the program").WaitForAsync();
        await web.GetByLabel("Name").FillAsync(name);
        await web.GetByRole(AriaRole.Button, new() { Name = "Create token" }).ClickAsync();
        var secret = await web.GetByLabel("Access token", new() { Exact = true }).InputValueAsync();
        using (var answer = await studio.ClientWith(secret).GetAsync(new Uri("/api/v1/brands", UriKind.Relative), ApiStudio.Stop))
        {
            Assert.True(answer.IsSuccessStatusCode, $"A fresh token was refused: {answer.StatusCode}.");
        }

        await web.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await web.GetByRole(AriaRole.Row, new() { Name = name }).WaitForAsync();
        Assert.DoesNotContain(secret, await web.ContentAsync(), StringComparison.Ordinal);

        await web.GetByRole(AriaRole.Button, new() { Name = $"Revoke {name}" }).ClickAsync();
        await web.GetByRole(AriaRole.Button, new() { Name = "Revoke", Exact = true }).ClickAsync();
        await web.GetByRole(AriaRole.Heading, new() { Name = "No access tokens" }).WaitForAsync();
        using var refused = await studio.ClientWith(secret).GetAsync(new Uri("/api/v1/brands", UriKind.Relative), ApiStudio.Stop);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.StatusCode);
        page.AssertNoProblems();
    }
}
