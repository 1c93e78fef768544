using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace AdCreator.Tests;

/// <summary>The one Chromium of the test run; each test gets a context of its own.</summary>
public static class Browser
{
    /// <summary>Where Chromium lies when it is not at Debian's place.</summary>
    public const string Variable = "ADCREATOR_TEST_CHROMIUM";

    private static readonly Lazy<Task<IBrowser>> Chromium = new(LaunchAsync);

    /// <summary>A new page of the app, signed in when a session is given.</summary>
    public static Task<AppPage> OpenAsync(TestApp app, TestSession? session = null, string theme = "light", int width = 1280, int height = 900) =>
        OpenAsync(app.Address, () => app.Log.ToString()!, session, theme, width, height);

    /// <summary>A new page of an app at an address.</summary>
    /// <param name="log">What the app logged, for the message of a failing test.</param>
    internal static async Task<AppPage> OpenAsync(
        Uri address, Func<string> log, TestSession? session = null, string theme = "light", int width = 1280, int height = 900)
    {
        var context = await (await Chromium.Value).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-US",
        });
        context.SetDefaultTimeout(30_000);
        if (session is not null)
        {
            var (name, value) = session.Split;
            await context.AddCookiesAsync([new Cookie { Name = name, Value = value, Url = address.ToString(), HttpOnly = true }]);
        }

        return new AppPage(log, context, await context.NewPageAsync());
    }

    /// <summary>Chooses a file once the field listens: before that nobody would hear of it.</summary>
    public static async Task ChooseFileAsync(this ILocator field, FilePayload file)
    {
        await Eventually.TrueAsync(() => field.EvaluateAsync<bool>("e => '_blazorInputFileNextFileId' in e"), () => "The field does not listen.");
        await field.SetInputFilesAsync(file);
    }

    private static async Task<IBrowser> LaunchAsync()
    {
        // Side by side with database servers and other browsers, an answer takes its time.
        Assertions.SetDefaultExpectTimeout(30_000);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable(Variable) ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        });
    }
}

/// <summary>A browser page that writes down everything that goes wrong in it.</summary>
public sealed class AppPage : IAsyncDisposable
{
    /// <summary>Blazor marks elements that code refers to once they belong to a circuit, and not before.</summary>
    private const string IsInteractive =
        "() => [...document.querySelectorAll('*')].some(e => e.getAttributeNames().some(n => n.startsWith('_bl_')))";

    private readonly Func<string> log;
    private readonly IBrowserContext context;

    internal AppPage(Func<string> log, IBrowserContext context, IPage page)
    {
        (this.log, this.context, Page) = (log, context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Problems.Enqueue($"{page.Url}: console: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => Problems.Enqueue($"{page.Url}: script: {error}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                Problems.Enqueue($"{page.Url}: {response.Status} for {response.Request.Method} {response.Url}");
            }
        };
        page.RequestFailed += (_, request) =>
        {
            // A page that is left cuts its own requests.
            if (request.Failure != "net::ERR_ABORTED")
            {
                Problems.Enqueue($"{page.Url}: {request.Failure} for {request.Method} {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Console errors, script errors, failed and refused requests, oldest first.</summary>
    public ConcurrentQueue<string> Problems { get; } = new();

    /// <summary>Opens a page of the app and waits until clicks reach the server.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await WaitUntilInteractiveAsync();
    }

    public async Task WaitUntilInteractiveAsync() => await Page.WaitForFunctionAsync(IsInteractive);

    /// <summary>Fails when anything went wrong on the page so far.</summary>
    public void AssertNoProblems() => Assert.True(Problems.IsEmpty, $"{string.Join('\n', Problems)}\n{log()}");

    /// <summary>Tabs on until a control has the focus, as a person without a pointer does.</summary>
    public async Task TabToAsync(ILocator control)
    {
        await Assertions.Expect(control).ToBeEnabledAsync();
        for (var i = 0; i < 200; i++)
        {
            if (await control.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab never reaches {control}.");
    }

    /// <summary>Tabs on until a control has the focus, and presses a key there.</summary>
    public async Task PressAsync(ILocator control, string key)
    {
        await TabToAsync(control);
        await Page.Keyboard.PressAsync(key);
    }

    /// <summary>Fails when axe finds something serious or critical.</summary>
    public async Task AssertAccessibleAsync(string where)
    {
        // A colour on its way from one state to the next is neither.
        await Page.WaitForFunctionAsync("() => document.getAnimations().every(a => !(a instanceof CSSTransition) || a.playState !== 'running')");
        var result = await Page.RunAxe();
        var findings = result.Violations.Where(v => v.Impact is "serious" or "critical")
            .SelectMany(v => v.Nodes.Select(n => $"{where} ({Page.Url}): {v.Id}: {n.Html} {string.Join("; ", n.Any.Concat(n.All).Select(c => c.Message))}"))
            .ToList();
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    /// <summary>Fails when the page is wider than the window.</summary>
    public async Task AssertNoSidewaysScrollAsync(string where)
    {
        var excess = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(excess <= 0, $"{where} ({Page.Url}) is {excess} px wider than the window.");
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
