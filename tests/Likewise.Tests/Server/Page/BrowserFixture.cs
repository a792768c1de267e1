using Microsoft.Playwright;

namespace Likewise.Tests.Server.Page;

/// <summary>A real Chromium, for all tests of the page: the one that <c>LIKEWISE_CHROMIUM</c> names, or the system's.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _driver;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        // The driver runs from the package; nothing of it is copied beside the tests.
        Environment.SetEnvironmentVariable(
            "PLAYWRIGHT_DRIVER_SEARCH_PATH", (string?)AppContext.GetData("Likewise.Tests.PlaywrightDriver"));
        var path = Environment.GetEnvironmentVariable("LIKEWISE_CHROMIUM") ?? "/usr/bin/chromium";
        Assert.True(
            File.Exists(path), $"{path} is missing: the page is tested in Chromium. Install it (apt-get install chromium), or "
            + "set LIKEWISE_CHROMIUM to a Chromium or Chrome elsewhere.");
        _driver = await Playwright.CreateAsync();

        // Without its sandbox, which containers do not allow; it opens nothing but this server's page.
        _browser = await _driver.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox"] });
    }

    /// <summary>The page of a server, in a browser that knows nothing yet, with all that went wrong in it.</summary>
    internal async Task<OpenPage> OpenAsync(RunningServer server, BrowserNewContextOptions? options = null)
    {
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(15_000); // Machines that test are busy; a step takes milliseconds.
        var tab = await context.NewPageAsync();
        var opened = new OpenPage(context, tab);
        await tab.GotoAsync(server.Client.BaseAddress!.ToString());
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _driver?.Dispose();
    }
}

/// <summary>One at a time: a browser takes more than a test's share of the machine.</summary>
[CollectionDefinition(nameof(BrowserTests))]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>;
