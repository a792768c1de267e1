namespace Likewise.Tests.Fixtures;

/// <summary>
/// Builds caches for tests: in memory, with the topic embedder, on a clock that stands still. Guards are off: they would take the
/// likeness that a prompt asks for, ~0.95, for a number.
/// </summary>
internal static class Caches
{
    public static ValueTask<SemanticCache> BuildAsync(
        TopicEmbedder? embedder = null, Action<SemanticCacheOptions>? configure = null, TimeProvider? time = null,
        Action<SemanticCacheBuilder>? build = null)
    {
        var builder = new SemanticCacheBuilder()
            .UseEmbedder(embedder ?? new TopicEmbedder())
            .UseTimeProvider(time ?? new ManualTime())
            .Configure(options => options.Guards = Guards.None)
            .Configure(configure ?? (_ => { }));
        build?.Invoke(builder);
        return builder.BuildAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<EntryId> PutAsync(
        this SemanticCache cache, PromptRequest request, string answer, EntryOptions? options = null)
    {
        var outcome = await cache.StoreAsync(request, answer, options, TestContext.Current.CancellationToken);
        Assert.Equal(StoreStatus.Stored, outcome.Status);
        return outcome.Id!.Value;
    }

    public static async Task<LookupHit> HitAsync(this SemanticCache cache, PromptRequest request) =>
        Assert.IsType<LookupHit>(await cache.LookupAsync(request, TestContext.Current.CancellationToken));

    public static async Task<LookupMiss> MissAsync(this SemanticCache cache, PromptRequest request) =>
        Assert.IsType<LookupMiss>(await cache.LookupAsync(request, TestContext.Current.CancellationToken));
}
