using System.Globalization;

namespace Likewise.Crash;

/// <summary>
/// A whole cache at work on a store: it stores, takes away, and lets go of what is too much. What a slot's question, tag and
/// tenant are is a function of its number, so that the process that was killed and the one that looks agree.
/// </summary>
public static class CrashCache
{
    /// <summary>Questions; each is one worker's alone.</summary>
    public const int Slots = 96;

    /// <summary>How many entries a cache keeps that is to evict.</summary>
    public const int Few = 30;

    private const int Workers = 4;
    private const int Tags = 3;

    /// <summary>The question of a slot.</summary>
    public static PromptRequest Request(int slot) =>
        PromptRequest.FromText(string.Create(CultureInfo.InvariantCulture, $"question {slot}")) with { Tenant = Tenant(slot) };

    /// <summary>What a slot's answer says the n-th time.</summary>
    public static string Answer(int slot, int version) => string.Create(
        CultureInfo.InvariantCulture, $"{version} is the answer {new string('.', (slot + version) % 9 == 0 ? 9_000 : slot)}");

    /// <summary>The tag of a slot's entry: some others of its worker have it too.</summary>
    public static string Tag(int slot) => string.Create(
        CultureInfo.InvariantCulture, $"w{slot % Workers}-{slot / Workers % Tags}");

    /// <summary>The tenant of a slot's entry: half of its worker's.</summary>
    public static string Tenant(int slot) => string.Create(
        CultureInfo.InvariantCulture, $"tenant{slot % Workers}-{slot / Workers % 2}");

    /// <summary>Opens a cache on a store.</summary>
    public static ValueTask<SemanticCache> BuildAsync(IEntryStore store, bool isSmall, bool fillsInBackground) =>
        new SemanticCacheBuilder().UseEmbedder(new CrashEmbedder("1")).UseStore(store)
            .Configure(options =>
            {
                options.FillsInBackground = fillsInBackground;
                options.EntriesMax = isSmall ? Few : 10_000;
                options.MaintenanceInterval = TimeSpan.FromMilliseconds(20);
            })
            .BuildAsync();

    /// <summary>Works without end, and says what it is about to do and what is done.</summary>
    /// <param name="path">The store's file.</param>
    /// <param name="what">"store", "evict" or "invalidate".</param>
    /// <param name="first">The first version of answers.</param>
    /// <param name="say">Told.</param>
    public static async Task RunAsync(string path, string what, int first, Action<string> say)
    {
        say("opening");
        await using var store = await CrashUpkeep.OpenAsync(path);
        await using var cache = await BuildAsync(store, isSmall: what == "evict", fillsInBackground: first % 2 == 0);
        say("opened");
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            var random = new Random((first * Workers) + worker);
            for (var version = first; ; version++)
            {
                var slot = (random.Next(Slots / Workers) * Workers) + worker;
                if (what == "invalidate" && random.Next(3) == 0)
                    await TakeAwayAsync(cache, slot, random.Next(4), say);
                else
                    await StoreAsync(cache, slot, version, say);
            }
        })));
    }

    private static async Task StoreAsync(SemanticCache cache, int slot, int version, Action<string> say)
    {
        say($"store {slot} {version}");
        var outcome = await cache.StoreAsync(
            Request(slot), RecordedResponse.FromText(Answer(slot, version)), new EntryOptions { Tags = [Tag(slot)] });
        if (outcome is { Status: StoreStatus.Stored, IsDurable: true })
            say($"stored {slot} {version}");
    }

    private static async Task TakeAwayAsync(SemanticCache cache, int slot, int how, Action<string> say)
    {
        var (kind, filter) = how switch
        {
            0 => ("tag", new EntryFilter { AnyTag = [Tag(slot)] }),
            1 => ("tenant", new EntryFilter { Tenant = Tenant(slot) }),
            2 => ("words", new EntryFilter { Tenant = Tenant(slot), Prompt = Request(slot).Messages[0].Text }),
            _ => ("id", EntryFilter.All),
        };
        var id = kind == "id" && await cache.LookupAsync(Request(slot)) is LookupHit hit ? hit.Entry.Id : default;
        if (kind == "id" && id == default)
            return;

        say($"take-{kind} {slot} 0");
        var outcome = kind == "id" ? await cache.InvalidateAsync(id) : await cache.InvalidateAsync(filter);
        if (outcome.IsComplete)
            say($"took-{kind} {slot} 0");
    }
}
