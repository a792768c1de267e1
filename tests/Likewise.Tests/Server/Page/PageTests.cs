using Likewise.Server;
using Likewise.Tests.Server.CacheApi;
using Microsoft.Playwright;

namespace Likewise.Tests.Server.Page;

/// <summary>What people do with the page, in a real browser.</summary>
[Collection(nameof(BrowserTests))]
public sealed class PageTests(BrowserFixture browser)
{
    [Fact]
    public async Task It_loads_without_a_fault_and_asks_nobody_but_its_server()
    {
        await using var server = await RunningServer.StartAsync();
        await using var page = await browser.OpenAsync(server);
        await page.IsLiveAsync();
        await page.SeesAsync("#welcome", "curl -s");
        await page.SeesAsync("#entries-list", "Nothing is stored yet");

        Assert.Empty(page.Faults);
        Assert.All(page.Requests, url => Assert.StartsWith(server.Client.BaseAddress!.ToString(), url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lookups_appear_as_they_happen_with_verdict_and_nearest_miss()
    {
        await using var server = await RunningServer.StartAsync();
        await using var page = await browser.OpenAsync(server);
        await page.IsLiveAsync();
        await server.PromptAsync("How do I reset my password?");
        await server.ChatAsync("How can I reset my password?", "\"temperature\": 0,");
        await server.PromptAsync("How can I reset my password?");
        await server.PromptAsync("How can I reset my password quickly at night?");

        await page.SeesAsync("#live-rows tr", "nothing stored that fits");
        await page.SeesAsync("#live-rows tr:has-text('hit: the same meaning')", "How do I reset my password?");
        await page.SeesAsync("#live-rows tr:has-text('nothing similar enough')", "How do I reset my password?");
        await page.Tab.SelectOptionAsync("#live-show", "hit");
        Assert.Equal(0, await page.Tab.Locator("#live-rows .miss").CountAsync());
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_strangers_markup_stays_text()
    {
        const string Markup = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script> hello";
        await using var server = await RunningServer.StartAsync();
        var id = await server.StoreAsync(Markup, Markup, "\"tags\": [\"<b>tag</b>\"],");
        await using var page = await browser.OpenAsync(server);
        await page.IsLiveAsync();
        await server.LookupAsync(Markup);
        await page.SeesAsync("#live-rows", Markup);
        await page.SeesAsync("#entries-list", "<b>tag</b>");
        await page.Tab.ClickAsync("#live-rows button.link");
        await page.SeesAsync("#entry pre.answer", Markup);

        Assert.Equal("Likewise", await page.Tab.TitleAsync());
        Assert.Equal(0, await page.Tab.Locator("img, main script, main b, dialog b").CountAsync());
        await page.SeesAsync("#entry", id);
    }

    [Fact]
    public async Task A_prompt_is_tried_and_each_stage_has_its_time()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("How do I reset my password?", "So.");
        await using var page = await browser.OpenAsync(server);
        await page.Tab.FillAsync("#try-prompt", "How can I reset my password?");
        await page.Button("Look it up").ClickAsync();
        await page.SeesAsync("#try-result .verdict", "hit: the same meaning");
        await page.SeesAsync("#try-result pre", "So.");
        var times = await page.Tab.Locator("#try-result tbody tr").AllInnerTextsAsync();
        Assert.Equal(7, times.Count);
        Assert.Matches("embed.*(ms|µs)", times[2]);

        await page.Tab.FillAsync("#try-prompt", "What colour is the sea?");
        await page.Button("Look it up").ClickAsync();
        await page.SeesAsync("#try-result .verdict", "miss: nothing similar enough");
        await page.Button("Ask the model, and keep its answer").ClickAsync();
        await page.SeesAsync("#try-result pre", "demo");
        Assert.Equal(2, server.Entries);
    }

    [Fact]
    public async Task Entries_are_found_by_meaning_judged_and_deleted()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await server.StoreAsync("How do I reset my password?", "So.");
        await server.StoreAsync("What colour is the sea?", "Blue.");
        await using var page = await browser.OpenAsync(server);
        await page.SeesAsync("#entries-said", "2 entries");

        await page.Tab.FillAsync("#entries-like", "password forgotten, what now");
        await page.Tab.FillAsync("#entries-min", "0.4");
        await page.Button("Search").ClickAsync();
        await page.SeesAsync("#entries-said", "1 entry");

        await page.Button("Wrong, said 0 times: How do I reset my password?").ClickAsync();
        await page.Button("Wrong, said 1 times: How do I reset my password?").WaitForAsync();
        var feedback = (await server.OkAsync($"/entries/{id}")).GetProperty("feedback");
        Assert.Equal(1, feedback.GetProperty("wrong").GetInt32());

        await page.Button("Delete: How do I reset my password?").ClickAsync();
        await page.Button("Delete").ClickAsync();
        await page.SeesAsync("#entries-list", "No entry fits.");
        Assert.Equal(1, server.Entries);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task All_that_a_search_finds_go_together_once_that_was_confirmed()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("How do I reset my password?", "So.", "\"tags\": [\"old\"],");
        await server.StoreAsync("How do I close my account?", "So.", "\"tags\": [\"old\"],");
        await server.StoreAsync("What colour is the sea?", "Blue.");
        await using var page = await browser.OpenAsync(server);
        await page.Tab.FillAsync("#entries-tag", "old");
        await page.Button("Search").ClickAsync();
        await page.Button("Remove all of these …").ClickAsync();
        await page.SeesAsync("#confirm", "Remove 2 entries?");
        Assert.Equal(3, server.Entries);

        await page.Button("Remove").ClickAsync();
        await page.SeesAsync("#entries-list", "No entry fits.");
        Assert.Equal(1, server.Entries);
    }

    [Fact]
    public async Task Another_threshold_shows_what_would_have_ended_otherwise()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("How do I reset my password?", "So.");
        await server.LookupAsync("How can I reset my password?");
        await server.LookupAsync("How can I reset my password quickly?");
        await using var page = await browser.OpenAsync(server);
        await page.SeesAsync("#threshold-said", "1 of 2 lookups would have hit");

        await page.Tab.FillAsync("#threshold-at", "0.7");
        await page.SeesAsync("#threshold-said", "2 of 2 lookups would have hit");
        await page.SeesAsync("#threshold-changes tr", "How can I reset my password quickly?");
        await page.Button("Ask the guards about these").ClickAsync();
        await page.SeesAsync("#threshold-changes tr", "nothing to object");
        await page.SeesAsync("#threshold .note", "does not judge");
    }

    [Fact]
    public async Task A_server_with_keys_is_asked_with_the_key_in_a_header_and_never_in_an_address()
    {
        using var keys = new KeysFixture();
        var key = keys.Make("ann", AccessRole.Observe);
        await using var server = await keys.ServeAsync();
        await using var page = await browser.OpenAsync(server);
        await page.SeesAsync("#notice", "This server needs a key");
        await page.Tab.FillAsync("#key", key);
        await page.Button("Use it").ClickAsync();
        await page.IsLiveAsync();
        await page.Tab.Locator("#notice").WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        Assert.DoesNotContain(page.Requests, url => url.Contains(key, StringComparison.Ordinal));
        Assert.Equal(key, await page.RunAsync<string>("sessionStorage.getItem('likewise.key')"));
        Assert.False(await page.RunAsync<bool>($"JSON.stringify(localStorage).includes('{key}')"));

        await page.Tab.FillAsync("#try-prompt", "May I?");
        await page.Button("Look it up").ClickAsync();
        await page.SeesAsync("#try-result", "needs the role 'use'");
    }

    [Fact]
    public async Task A_server_that_is_gone_is_said_in_words()
    {
        var server = await RunningServer.StartAsync();
        await using var page = await browser.OpenAsync(server);
        await page.IsLiveAsync();
        await server.DisposeAsync();
        await page.Tab.FillAsync("#try-prompt", "Anybody there?");
        await page.Button("Look it up").ClickAsync();
        await page.SeesAsync("#try-result", "The server does not answer. Is it running?");
    }

    [Fact]
    public async Task The_price_is_the_viewers_and_stays()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("one", "a", """ "usage": {"inputTokens": 400000, "outputTokens": 100000}, """);
        await server.LookupAsync("one");
        await using var page = await browser.OpenAsync(server);
        await page.Tab.FillAsync("#price", "3");
        await page.SeesAsync("#tiles", "1.50");
        await page.Tab.ReloadAsync();
        await page.SeesAsync("#tiles", "1.50");
    }
}
