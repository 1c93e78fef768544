using AdCreator.Core.Ads.Sharing;
using AdCreator.Tests.Security;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests;

/// <summary>Every page of the app in Chromium: nothing fails to load, no error is logged, everybody can use it, on any screen.</summary>
[Collection(SharedAppTests.Name)]
public sealed class PageHealthTests(SharedApp shared)
{
    public static TheoryData<string, int> Looks => new() { { "light", 1280 }, { "dark", 1280 }, { "light", 360 }, { "dark", 360 } };

    [Theory, MemberData(nameof(Looks))]
    public async Task Every_page_loads_without_a_fault_and_passes_axe(string theme, int width)
    {
        await using var page = await Browser.OpenAsync(shared.App, shared.Admin, theme, width);
        foreach (var path in PagePaths.Of(shared.Ours))
        {
            await page.GoAsync(path);
            await page.AssertAccessibleAsync($"{path} in {theme} at {width} px");
            await page.AssertNoSidewaysScrollAsync($"{path} in {theme} at {width} px");
        }

        page.AssertNoProblems();
    }

    [Theory, MemberData(nameof(Looks))]
    public async Task The_pages_without_a_session_load_without_a_fault_and_pass_axe(string theme, int width)
    {
        await using var page = await Browser.OpenAsync(shared.App, theme: theme, width: width);
        var link = Assert.IsType<CreateLinkResult.Created>(await shared.App.Services.GetRequiredService<ShareLinks>()
            .CreateAsync(shared.Ours.Member, shared.Ours.RunId, 1, TestContext.Current.CancellationToken));
        foreach (var path in new[] { "/auth/sign-in", "/error", $"/share/{link.Secret}" })
        {
            await page.Page.GotoAsync(path);
            await page.AssertAccessibleAsync($"{path} in {theme} at {width} px");
            await page.AssertNoSidewaysScrollAsync($"{path} in {theme} at {width} px");
        }

        page.AssertNoProblems();
    }
}
