using System.Text.Json;
using Likewise.Cli;
using Likewise.Embedders;
using Likewise.Server;
using Likewise.Tests.Cli;
using Likewise.Tests.Fixtures;
using Likewise.Tests.Server;

namespace Likewise.Tests.Embedders;

/// <summary>A service named in the settings embeds for the command and for the server's cache.</summary>
public sealed class ServerTests
{
    [Fact]
    public async Task The_command_embeds_with_the_service_that_the_settings_name()
    {
        await using var server = await EmbeddingServer.StartAsync();
        var run = await Run.OfAsync("a\nb\n", ["embed", .. Settings(server)]);

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        var vectors = run.Output.TrimEnd('\n').Split('\n').Select(line => JsonSerializer.Deserialize<double[]>(line)!).ToArray();
        Assert.Equal(2, vectors.Length);
        Assert.All(vectors, vector => Assert.Equal(EmbeddingServer.Dimension, vector.Length));
        Assert.All(vectors, vector => Assert.Equal(1, vector.Sum(value => value * value), 1e-5));
    }

    [Fact]
    public async Task A_service_that_refuses_ends_the_command_with_what_to_do_and_without_the_key()
    {
        await using var server = await EmbeddingServer.StartAsync();
        server.Script.Enqueue(EmbeddingServer.Error(401, "Incorrect API key provided: sk-test"));
        var run = await Run.OfAsync("a\n", ["embed", .. Settings(server)]);

        Assert.Equal((ExitCode.Upstream, ""), (run.ExitCode, run.Output));
        Assert.Contains("answered 401: the key is missing or wrong", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-test", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_masked_where_settings_are_shown()
    {
        var run = await Run.OfAsync(
            "config", "show", "--set", "model.kind=openai", "--set", "model.name=m", "--set", "model.apiKey=sk-secret");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.DoesNotContain("sk-secret", run.Output, StringComparison.Ordinal);
        Assert.Contains("********", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_directory_of_a_service()
    {
        var run = await Run.OfAsync("model", "path", "--set", "model.kind=ollama", "--set", "model.name=m");

        Assert.Equal((ExitCode.Model, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task A_cache_of_the_settings_finds_by_the_services_vectors()
    {
        await using var server = await EmbeddingServer.StartAsync(Dialect.Ollama);
        var settings = new LikewiseSettings();
        settings.Store.Kind = StoreKind.Memory;
        (settings.Model.Kind, settings.Model.Name) = (ModelKind.Ollama, "all-minilm");
        settings.Model.Endpoint = server.Url.AbsoluteUri;
        await using var host = await CacheHost.OpenAsync(
            settings, null, null, TimeProvider.System, TestContext.Current.CancellationToken);
        await host.Cache.PutAsync("How do I reset my password?", "Like this.");
        await host.Cache.HitAsync("How do I reset my password?");

        Assert.Equal(("all-minilm", "ollama", EmbeddingServer.Dimension),
            (host.Embedder.Identity.Model, host.Embedder.Identity.Revision, host.Embedder.Identity.Dimension));
        Assert.Equal(2, server.Requests.Length); // The probe, and the prompt that was stored.
    }

    [Fact]
    public async Task The_operators_service_is_not_offered_to_whoever_asks_for_its_model()
    {
        await using var server = await EmbeddingServer.StartAsync();
        await using var upstream = await ScriptedUpstream.StartAsync();
        using var embedder = await server.EmbedderAsync();
        var settings = new LikewiseSettings();
        (settings.Server.Url, settings.Upstream.BaseUrl) = ("http://127.0.0.1:0", upstream.Url);
        await using var cache = await new SemanticCacheBuilder().UseEmbedder(embedder)
            .BuildAsync(TestContext.Current.CancellationToken);
        await using var web = LikewiseServer.Build(settings, new CacheHost(cache, embedder, new MemoryEntryStore()));
        await web.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(web.Urls.First()) };
        using var body = new StringContent("""{"model":"text-embedding-3-small","input":"a"}""", null, "application/json");
        await client.PostAsync("/v1/embeddings", body, TestContext.Current.CancellationToken);

        Assert.Empty(server.Requests);
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task The_servers_health_shows_what_became_of_the_services_requests()
    {
        await using var server = await EmbeddingServer.StartAsync(Dialect.HuggingFace);
        server.Script.Enqueue(EmbeddingServer.Error(500));
        using var embedder = await server.EmbedderAsync(options => options.RetriesMax = 0);
        var settings = new LikewiseSettings();
        settings.Server.Url = "http://127.0.0.1:0";
        await using var cache = await new SemanticCacheBuilder().UseEmbedder(embedder)
            .BuildAsync(TestContext.Current.CancellationToken);
        await cache.MissAsync("Where is my order?");
        await cache.MissAsync("Where is my order?");
        await using var web = LikewiseServer.Build(settings, new CacheHost(cache, embedder, new MemoryEntryStore()));
        await web.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(web.Urls.First()) };
        using var health = JsonDocument.Parse(await client.GetStringAsync("/health", TestContext.Current.CancellationToken));

        var service = health.RootElement.GetProperty("embedder").GetProperty("service");
        Assert.Equal((2, 1, 6), (
            service.GetProperty("requests").GetInt32(), service.GetProperty("texts").GetInt32(),
            service.GetProperty("tokens_estimated").GetInt32()));
        Assert.Equal(1, service.GetProperty("failures").GetProperty("service_failed").GetInt32());
        Assert.False(service.GetProperty("paused").GetBoolean());
    }

    [Fact]
    public async Task A_service_that_is_down_at_start_stops_the_start_only_where_it_must_be_asked()
    {
        var server = await EmbeddingServer.StartAsync(Dialect.Ollama);
        var settings = new ModelSettings
        {
            Kind = ModelKind.Ollama, Name = "m", Endpoint = server.Url.AbsoluteUri, RetriesMax = 0,
        };
        await server.DisposeAsync();

        var failed = await Assert.ThrowsAsync<EmbedderException>(() => OpenAsync(settings));
        Assert.Equal(EmbedderFault.Unreachable, failed.Fault);
        settings.Dimension = 13;
        using var embedder = (RemoteEmbedder)await OpenAsync(settings);
        Assert.Equal(13, embedder.Identity.Dimension);
    }

    private static Task<IEmbedder> OpenAsync(ModelSettings settings) => CacheHost.OpenEmbedderAsync(
        settings, null, TimeProvider.System, TestContext.Current.CancellationToken).AsTask();

    private static string[] Settings(EmbeddingServer server) =>
    [
        "--set", "model.kind=openai", "--set", $"model.endpoint={server.Url}", "--set", "model.name=text-embedding-3-small",
        "--set", "model.apiKey=sk-test", "--set", "model.retriesMax=0",
    ];
}
