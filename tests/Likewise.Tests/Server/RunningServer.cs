using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Likewise.Server;
using Likewise.Tests.Encoder;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Likewise.Tests.Server;

/// <summary>The server on loopback: the real encoder, entries in memory, and behind it a scripted upstream or the demo.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private RunningServer(WebApplication server, CacheHost host)
    {
        (_server, Host) = (server, host);
        Client = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };
    }

    public CacheHost Host { get; }

    public HttpClient Client { get; }

    /// <summary>Everything that is mapped.</summary>
    public IEnumerable<RouteEndpoint> Endpoints =>
        ((IEndpointRouteBuilder)_server).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    public int Entries => Host.Cache.GetStatistics().Entries;

    public static async Task<RunningServer> StartAsync(
        ScriptedUpstream? upstream = null, Action<LikewiseSettings>? configure = null, IEntryStore? store = null,
        ILoggerFactory? log = null, TimeProvider? time = null, TimeProvider? cacheTime = null)
    {
        var settings = new LikewiseSettings();
        settings.Server.Url = "http://127.0.0.1:0";
        settings.Upstream.BaseUrl = upstream?.Url;
        settings.Demo.Delay = TimeSpan.Zero;
        configure?.Invoke(settings);

        store ??= new MemoryEntryStore();
        var cache = await new SemanticCacheBuilder()
            .Configure(options => SettingsTable.CopyCache(settings, options))
            .UseEmbedder(DefaultModel.Encoder)
            .UseStore(store)
            .UseTimeProvider(cacheTime ?? TimeProvider.System)
            .BuildAsync(TestContext.Current.CancellationToken);
        var host = new CacheHost(cache, DefaultModel.Encoder, store);
        var server = LikewiseServer.Build(settings, host, log, time);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new RunningServer(server, host);
    }

    public Task<HttpResponseMessage> PromptAsync(string prompt, params (string Name, string Value)[] headers) =>
        PostAsync("/chat_semantic_cache", $$"""{"prompt": {{Quote(prompt)}}}""", headers);

    public Task<HttpResponseMessage> ChatAsync(string prompt, string fields = "", params (string Name, string Value)[] headers) =>
        PostAsync("/v1/chat/completions", ChatBody(prompt, fields), headers);

    public static string ChatBody(string prompt, string fields = "") =>
        $$"""{"model": "gpt-4o-mini", {{fields}} "messages": [{"role": "user", "content": {{Quote(prompt)}}}]}""";

    public Task<HttpResponseMessage> PostAsync(string path, string body, params (string Name, string Value)[] headers) =>
        PostAsync(path, Encoding.UTF8.GetBytes(body), headers);

    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Stops as SIGTERM does it: what is under way ends first.</summary>
    public Task StopAsync() => _server.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        await Host.Cache.DisposeAsync();
        await Host.Store.DisposeAsync(); // Not the encoder: all tests share it.
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
