using Likewise.Tests.Server.CacheApi;
using Microsoft.Playwright;

namespace Likewise.Tests.Server.Page;

/// <summary>Whether everybody can use the page: by keyboard, by ear, in the dark, on a telephone.</summary>
[Collection(nameof(BrowserTests))]
public sealed class PageLooksTests(BrowserFixture browser)
{
    /// <summary>Of WCAG 2.2, what a script can see: names, headings, headers, ids, contrast of texts (1.4.3).</summary>
    private const string Audit = """
        () => {
          const faults = [];
          const shown = node => node.checkVisibility({ visibilityProperty: true });
          const describe = node => node.outerHTML.slice(0, 120);
          for (const node of document.querySelectorAll('input, select, textarea'))
            if (shown(node) && node.labels.length === 0 && !node.ariaLabel) faults.push('no label: ' + describe(node));
          for (const node of document.querySelectorAll('button, a, summary'))
            if (shown(node) && !(node.ariaLabel || node.textContent).trim()) faults.push('no name: ' + describe(node));
          for (const node of document.querySelectorAll('svg, img'))
            if (!node.ariaLabel && !node.getAttribute('alt') && node.getAttribute('aria-hidden') !== 'true')
              faults.push('no name: ' + describe(node));
          for (const node of document.querySelectorAll('table'))
            if (!node.caption || !node.querySelector('thead th[scope=col]')) faults.push('no headers: ' + describe(node));
          for (const node of document.querySelectorAll('section'))
            if (!document.getElementById(node.getAttribute('aria-labelledby'))) faults.push('no heading: ' + describe(node));
          const ids = [...document.querySelectorAll('[id]')].map(node => node.id);
          ids.filter((id, at) => ids.indexOf(id) !== at).forEach(id => faults.push('id twice: ' + id));
          let level = 0;
          for (const node of document.querySelectorAll('h1, h2, h3')) {
            if (!shown(node)) continue;
            if (+node.tagName[1] > level + 1) faults.push('heading leaps: ' + describe(node));
            level = +node.tagName[1];
          }

          const parse = text => text.match(/[\d.]+/g).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
            .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
          const ground = node => {
            for (; node; node = node.parentElement) {
              const colour = parse(getComputedStyle(node).backgroundColor);
              if (colour.length === 3 || colour[3] === 1) return colour;
            }
            return [255, 255, 255];
          };
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          let texts = 0;
          while (walker.nextNode()) {
            const node = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || !shown(node) || node.closest('option')) continue;
            texts++;
            const style = getComputedStyle(node);
            const [one, other] = [light(parse(node.closest('svg') ? style.fill : style.color)), light(ground(node))];
            const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
            if (contrast < 4.5) faults.push(`contrast ${contrast.toFixed(2)}: ` + describe(node));
          }
          if (texts < 50) faults.push(`only ${texts} texts were seen`);
          return faults;
        }
        """;

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 360)]
    public async Task Everything_has_a_name_a_heading_and_enough_contrast(ColorScheme scheme, int width)
    {
        await using var server = await UsedServerAsync();
        await using var page = await OpenUsedAsync(server, new()
        {
            ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 },
        });

        Assert.Empty(await page.RunAsync<string[]>(Audit));
        await page.Tab.ClickAsync("#entries-list button.link >> nth=0");
        await page.SeesAsync("#entry", "Answer");
        Assert.Empty(await page.RunAsync<string[]>(Audit));
        Assert.Equal(width, await page.RunAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Dark_is_dark_and_light_is_light()
    {
        await using var server = await RunningServer.StartAsync();
        const string Ground =
            "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b)";
        await using var dark = await browser.OpenAsync(server, new() { ColorScheme = ColorScheme.Dark });
        await using var light = await browser.OpenAsync(server, new() { ColorScheme = ColorScheme.Light });

        Assert.InRange(await dark.RunAsync<int>(Ground), 0, 150);
        Assert.InRange(await light.RunAsync<int>(Ground), 650, 765);
    }

    [Fact]
    public async Task The_keyboard_reaches_everything_and_shows_where_it_is()
    {
        await using var server = await UsedServerAsync();
        await using var page = await OpenUsedAsync(server);
        var expected = await page.RunAsync<int>("""
            [...document.querySelectorAll('a, button, input, select, textarea, summary, [tabindex="0"]')]
              .filter(node => node.checkVisibility({ visibilityProperty: true })).length
            """);
        var reached = new HashSet<string>();
        var unseen = new List<string>();
        for (var step = 0; step < expected + 20; step++)
        {
            await page.Tab.Keyboard.PressAsync("Tab");
            var (place, isSeen) = await WhereAsync(page);
            reached.Add(place);
            if (!isSeen)
                unseen.Add(place);
        }

        Assert.Empty(unseen);
        Assert.True(reached.Count >= expected, $"{reached.Count} of {expected} were reached.");
    }

    [Fact]
    public async Task A_dialog_is_opened_and_left_by_keyboard()
    {
        await using var server = await UsedServerAsync();
        await using var page = await OpenUsedAsync(server);
        await page.Tab.Locator("#entries-list button.link").First.FocusAsync();
        await page.Tab.Keyboard.PressAsync("Enter");
        await page.SeesAsync("#entry", "Answer");
        await page.Tab.Keyboard.PressAsync("Escape");
        await page.Tab.Locator("#entry").WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        Assert.True(await page.RunAsync<bool>("document.activeElement.matches('#entries-list button.link')"));
    }

    private static async Task<RunningServer> UsedServerAsync()
    {
        var server = await RunningServer.StartAsync();
        await server.StoreAsync("How do I reset my password?", "So.", "\"tags\": [\"help\"],");
        await server.LookupAsync("How can I reset my password?");
        await server.LookupAsync("What colour is the sea?");
        return server;
    }

    private async Task<OpenPage> OpenUsedAsync(RunningServer server, BrowserNewContextOptions? options = null)
    {
        var page = await browser.OpenAsync(server, options);
        await page.IsLiveAsync();
        await page.SeesAsync("#entries-list", "How do I reset my password?");
        await page.SeesAsync("#top-list", "How do I reset my password?");
        await page.Tab.FillAsync("#try-prompt", "How can I reset it?");
        await page.Button("Look it up").ClickAsync();
        await page.SeesAsync("#try-result", "normalize");
        await page.RunAsync<bool>("document.activeElement.blur() ?? true");
        return page;
    }

    /// <summary>Which element has the focus, and whether its outline shows that.</summary>
    private static async Task<(string Place, bool IsSeen)> WhereAsync(OpenPage page)
    {
        var said = await page.RunAsync<string>("""
            () => {
              const node = document.activeElement;
              if (node === document.body) return 'body|1';
              const place = [...document.querySelectorAll('*')].indexOf(node);
              const style = getComputedStyle(node);
              return `${place}|${style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 ? 1 : 0}`;
            }
            """);
        return (said.Split('|')[0], said.EndsWith("|1", StringComparison.Ordinal));
    }
}
