using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Conformance;

public abstract partial class EntryStoreConformance
{
    [Fact]
    public async Task What_leaves_a_full_namespace_leaves_the_store_and_no_other_does()
    {
        await using var cache = await LimitedAsync(entriesMax: 3);
        for (var index = 0; index < 8; index++)
        {
            await cache.PutAsync(In("small", $"topic {index}"), "an answer");
            await cache.PutAsync(In("large", $"topic {index}"), "an answer");
        }

        await cache.FlushAsync(Cancellation);

        Assert.Equal(["large", "large", "large", "large", "large", "large", "large", "large", "small", "small", "small"],
            (await StoredAsync()).Select(entry => entry.Namespace));
    }

    [Fact]
    public async Task A_restart_with_a_lower_limit_of_a_namespace_takes_what_is_too_much_out_of_the_store()
    {
        var now = new ManualTime();
        await using (var first = await LimitedAsync(entriesMax: 10, now))
        {
            foreach (var part in (string[])["small", "large"])
            {
                for (var index = 0; index < 6; index++)
                    await first.PutAsync(In(part, $"topic {index}"), "an answer");
            }

            await first.HitAsync(In("small", "topic 2"));
            await first.HitAsync(In("small", "topic 2"));
        }

        await using var second = await LimitedAsync(entriesMax: 2, now);
        await second.FlushAsync(Cancellation);

        var stored = (await StoredAsync()).ToLookup(entry => entry.Namespace, entry => entry.Prompt);
        Assert.Equal((2, 6), (stored["small"].Count(), stored["large"].Count()));
        Assert.Contains("topic 2", stored["small"]);
        await second.HitAsync(In("small", "topic 2"));
    }

    private static PromptRequest In(string part, string prompt) => PromptRequest.FromText(prompt) with { Namespace = part };

    private ValueTask<SemanticCache> LimitedAsync(int entriesMax, ManualTime? time = null) => Caches.BuildAsync(
        time: time, build: builder => builder.UseStore(Store), configure: options =>
            options.Namespaces.Add(new NamespaceRule { Namespace = "small", EntriesMax = entriesMax }));

    private async Task<EntrySummary[]> StoredAsync() => await Store.ScanAsync(EntryFilter.All, Cancellation)
        .Select(entry => entry.Summary).OrderBy(entry => entry.Namespace, StringComparer.Ordinal).ToArrayAsync(Cancellation);
}
