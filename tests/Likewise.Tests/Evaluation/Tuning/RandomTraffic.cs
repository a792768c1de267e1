using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Evaluation.Tuning;

/// <summary>
/// Seeded traffic: prompts of a few topics, more or less alike, asked again and again; answers taken away, lives that end, a
/// cache too small for them, callers who want more likeness or younger answers, restarts.
/// </summary>
internal sealed class RandomTraffic(int seed, string logPath, Action<SemanticCacheOptions> configure)
{
    private static readonly string[] Topics = ["reset password", "opening hours", "refund", "delivery", "invoice"];
    private static readonly string[] Likenesses = ["", " ~0.99", " ~0.97", " ~0.95", " ~0.93", " ~0.91", " ~0.88", " ~0.8"];

    private readonly Random _random = new(seed);
    private readonly ManualTime _time = new();

    /// <summary>Whether only what policies decide happens: no lives end, nothing is taken away, nobody restarts.</summary>
    public bool IsQuiet { get; init; }

    public IVerifier? Verifier { get; init; }

    public int ExactHits { get; private set; }

    public int HitsByMeaning { get; private set; }

    public int Lookups { get; private set; }

    public async Task RunAsync(int steps)
    {
        await using var store = new MemoryEntryStore();
        var cache = await BuildAsync(store);
        for (var step = 0; step < steps; step++)
        {
            switch (IsQuiet ? 0 : _random.Next(30))
            {
                case < 23: await AskAsync(cache); break;
                case 23: await InvalidateAsync(cache); break;
                case 24: _time.Advance(TimeSpan.FromMinutes(_random.Next(1, 20))); break;
                case 25: await cache.FlushAsync(); break;
                case 26: await SayAsync(cache); break;
                case 27 when _random.Next(4) == 0:
                    await cache.DisposeAsync();
                    cache = await BuildAsync(store);
                    break;
                case 28: await cache.StoreAsync(Next(), "stored for itself"); break;
                default: _time.Advance(TimeSpan.FromSeconds(_random.Next(1, 50))); break;
            }
        }

        await cache.DisposeAsync();
    }

    private ValueTask<SemanticCache> BuildAsync(MemoryEntryStore store) => Caches.BuildAsync(
        configure: options =>
        {
            options.MaintenanceInterval = TimeSpan.FromDays(1); // Turns are steps of the traffic instead.
            options.ResidentPayloadBytesMax = 300;
            options.DecisionLog.Path = logPath;
            configure(options);
        },
        time: _time, build: builder => _ = Verifier is null
            ? builder.UseStore(store)
            : builder.UseStore(store).UseVerifier(Verifier));

    private async Task AskAsync(SemanticCache cache)
    {
        var request = Next();
        var lookup = await cache.LookupAsync(request);
        Lookups++;
        var isRight = _random.Next(8) > 0;
        switch (lookup)
        {
            case LookupHit { Tier: HitTier.Exact }:
                ExactHits++;
                break;
            case LookupHit hit:
                HitsByMeaning++;
                if (hit.IsAuditDue)
                    cache.RecordOutcome(hit, isRight);
                break;
            case LookupMiss miss:
                if (miss.NearMiss is not null)
                    cache.RecordOutcome(miss, isRight);
                if (miss.Ticket is { } ticket && (IsQuiet || _random.Next(10) > 0))
                    await cache.StoreAsync(ticket, "So it is.", Life());
                break;
        }
    }

    private EntryOptions Life() => IsQuiet || _random.Next(3) > 0
        ? EntryOptions.Default
        : new EntryOptions
        {
            TimeToLive = TimeSpan.FromMinutes(_random.Next(1, 30)),
            SlidingWindow = _random.Next(2) == 0 ? TimeSpan.FromMinutes(_random.Next(1, 10)) : null,
        };

    private PromptRequest Next()
    {
        var prompt = Topics[_random.Next(Topics.Length)] + Likenesses[_random.Next(Likenesses.Length)];
        var request = PromptRequest.FromText(prompt) with { Namespace = _random.Next(3) == 0 ? "one" : "other" };
        return IsQuiet ? request : request with
        {
            Directives = new RequestDirectives
            {
                SimilarityMin = _random.Next(6) == 0 ? 0.96 : null,
                MaxAge = _random.Next(6) == 0 ? TimeSpan.FromMinutes(5) : null,
                NoStore = _random.Next(12) == 0,
                NoLookup = _random.Next(20) == 0,
            },
        };
    }

    private static async Task SayAsync(SemanticCache cache)
    {
        if (cache.List(EntryFilter.All) is [var entry, ..])
            await cache.RecordFeedbackAsync(entry.Summary.Id, isRight: false);
    }

    private async Task InvalidateAsync(SemanticCache cache)
    {
        var entries = cache.List(EntryFilter.All);
        if (entries.Count > 0)
            await cache.InvalidateAsync(entries[_random.Next(entries.Count)].Summary.Id);
    }
}
