using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Likewise.Tests.Server.Page;

/// <summary>The page in a browser's tab, and what its console said.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    public OpenPage(IBrowserContext context, IPage tab)
    {
        (_context, Tab) = (context, tab);
        tab.PageError += (_, fault) => _faults.Enqueue(fault);
        tab.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _faults.Enqueue(message.Text);
        };
        tab.Request += (_, request) => Requests.Enqueue(request.Url);
    }

    public IPage Tab { get; }

    public ConcurrentQueue<string> Requests { get; } = new();

    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Waits until an element has a text in it.</summary>
    public Task SeesAsync(string selector, string text) =>
        Tab.Locator(selector).Filter(new() { HasText = text }).First.WaitForAsync();

    /// <summary>Waits until the stream of lookups is open.</summary>
    public Task IsLiveAsync() => Tab.Locator("#live-state:text-is('live')").WaitForAsync();

    public ILocator Button(string name) => Tab.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Runs a script of this folder: a function of the page, whose result comes back.</summary>
    public Task<T> RunAsync<T>(string script) => Tab.EvaluateAsync<T>(script);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
