using System.Net;
using Likewise.Tests.Encoder;

namespace Likewise.Tests.Server;

public sealed class ServiceTests
{
    [Fact]
    public async Task Health_says_what_runs_and_how_much_it_holds()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PromptAsync("Hi");
        var reply = await server.Client.GetAsync("/health", TestContext.Current.CancellationToken);
        var health = await reply.JsonAsync();

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.Equal(1, health.GetProperty("entries").GetInt32());
        Assert.Equal("memory", health.GetProperty("store").GetString());
        Assert.Equal(DefaultModel.Encoder.Identity.Model, health.GetProperty("embedder").GetProperty("model").GetString());
        Assert.Equal("demo", health.GetProperty("upstream").GetProperty("kind").GetString());
        Assert.Matches(@"^\d+\.\d+\.\d+$", health.GetProperty("version").GetString());
        Assert.True(health.GetProperty("uptime_seconds").GetDouble() >= 0);
    }

    [Theory]
    [InlineData("/v1/files")]
    [InlineData("/health/")]
    [InlineData("/a/%0a/b.js")]
    public async Task Every_other_address_is_404_in_the_protocols_shape(string path)
    {
        await using var server = await RunningServer.StartAsync();
        var reply = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);

        if (path == "/health/")
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        else
            Assert.Equal("not_found", (await reply.ErrorAsync(HttpStatusCode.NotFound)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("PUT", "/chat_semantic_cache", "POST")]
    [InlineData("DELETE", "/chat_semantic_cache", "POST")]
    [InlineData("POST", "/health", "GET")]
    public async Task Another_method_is_405_with_those_that_are_allowed(string method, string path, string allowed)
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        var reply = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        await reply.ErrorAsync(HttpStatusCode.MethodNotAllowed);
        Assert.Equal([allowed], reply.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_sick_store_costs_a_miss_and_never_the_answer()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream, store: new BrokenStore());
        for (var round = 0; round < 2; round++)
        {
            var chat = await server.ChatAsync("Hi");
            var prompt = await server.PromptAsync("Hi");

            Assert.Equal((HttpStatusCode.OK, "miss"), (chat.StatusCode, chat.Cache()));
            Assert.Equal((HttpStatusCode.OK, "miss"), (prompt.StatusCode, prompt.Cache()));
            Assert.DoesNotContain("stored", chat.Header("Cache-Status"), StringComparison.Ordinal);
        }

        Assert.Equal(4, upstream.Requests.Count);
    }

    /// <summary>A store whose disk is full.</summary>
    private sealed class BrokenStore : IEntryStore
    {
        public string Name => "broken";

        public bool IsShared => true;

        public bool IsDurable => true;

        public ValueTask<Entry?> FindAsync(ExactKey key, CancellationToken cancellationToken) => throw Full();

        public ValueTask<Entry?> ReadAsync(EntryId id, CancellationToken cancellationToken) => throw Full();

        public ValueTask WriteAsync(Entry entry, CancellationToken cancellationToken) => throw Full();

        public ValueTask<int> RemoveAsync(ReadOnlyMemory<EntryId> ids, CancellationToken cancellationToken) =>
            throw Full();

        public ValueTask RecordHitsAsync(ReadOnlyMemory<EntryHit> hits, CancellationToken cancellationToken) =>
            throw Full();

        public ValueTask<EntryFeedback?> RecordFeedbackAsync(
            EntryId id, EntryFeedback added, CancellationToken cancellationToken) => throw Full();

        public ValueTask<PrincipalSet?> RecordConfirmationAsync(
            EntryId id, ulong principal, CancellationToken cancellationToken) => throw Full();

        public ValueTask RecordInvalidationAsync(Invalidation invalidation, CancellationToken cancellationToken) => throw Full();

        public ValueTask<IReadOnlyList<Invalidation>> ReadInvalidationsAsync(CancellationToken cancellationToken) => new([]);

        public ValueTask ForgetInvalidationsAsync(long upTo, CancellationToken cancellationToken) => throw Full();

        public IAsyncEnumerable<Entry> ScanAsync(EntryFilter filter, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<Entry>();

        public ValueTask<StoreSize> MeasureAsync(CancellationToken cancellationToken) => ValueTask.FromResult(default(StoreSize));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static IOException Full() => new("disk full");
    }
}
