using Likewise.Encoder;
using Likewise.Sqlite;

namespace Likewise.Samples;

internal static class FirstCache
{
    public static async Task RunAsync()
    {
        using var encoder = SentenceEncoder.Load();
        await using var store = await SqliteEntryStore.OpenAsync(new SqliteStoreOptions { Path = "likewise.db" });
        await using var cache = await new SemanticCacheBuilder().UseEmbedder(encoder).UseStore(store).BuildAsync();

        foreach (var prompt in new[] { "How do I reset my password?", "How can I reset my password?" })
        {
            var answer = await cache.GetOrCreateAsync(prompt, (request, cancellation) => AskModelAsync(request, cancellation));
            Console.WriteLine($"{answer.Response.Text}  (from the {(answer.IsHit ? "cache" : "model")})");
        }
    }

    private static ValueTask<RecordedResponse> AskModelAsync(PromptRequest request, CancellationToken cancellation) =>
        ValueTask.FromResult<RecordedResponse>("Open Settings, then Security, and choose Reset password.");
}
