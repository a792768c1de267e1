using System.Globalization;

namespace Likewise.Benchmarks.Lifetime;

/// <summary>What do entries take in memory, by the heap's growth and by the cache's own word?</summary>
internal static class EntryMemory
{
    public static async Task<int> RunAsync(int entries, TextWriter output)
    {
        await using var store = new KeptNowhere();
        await using var cache = await new SemanticCacheBuilder()
            .UseEmbedder(new RandomEmbedder(384))
            .UseStore(store)
            .Configure(options => (options.EntriesMax, options.ResidentPayloadBytesMax, options.EmbeddingsMax) =
                (entries, 0, 0))
            .BuildAsync();

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var entry = 0; entry < entries; entry++)
            await cache.StoreAsync(
                PromptRequest.FromText(string.Create(CultureInfo.InvariantCulture, $"What is the answer to question {entry}?")),
                RecordedResponse.FromText("It is this one."));

        await cache.FlushAsync();
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        var statistics = cache.GetStatistics();
        var told = statistics.EntryBytes;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{statistics.Entries} entries: the heap has grown by {grown / entries} bytes each; "
            + $"told {told / entries} ({statistics.VectorBytes / entries} of vectors), "
            + $"{100.0 * told / grown:F1} %"));
        return 0;
    }
}
