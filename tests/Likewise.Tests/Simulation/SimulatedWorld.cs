using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Simulation;

/// <summary>
/// One seeded history: a cache over a faulty store and a faulty embedder, a clock that only the history moves, and a plain model
/// of what was acknowledged. After each step the invariants of the design are checked against the model.
/// </summary>
internal sealed class SimulatedWorld(int seed, FaultPlan faults) : IAsyncDisposable
{
    private static readonly string[] Topics = ["reset password", "opening hours", "refund", "delivery", "invoice", "warranty"];
    private static readonly string[] Likenesses = ["", " ~0.97", " ~0.93", " ~0.8"];

    private readonly Random _random = new(seed);
    private readonly ManualTime _time = new();
    private readonly MemoryEntryStore _disk = new();
    private readonly Dictionary<EntryId, KnownEntry> _known = [];
    private readonly List<LateAnswer> _asked = [];
    private SemanticCache? _cache;
    private MortalStore? _store;
    private int _answers;

    public FaultPlan Faults { get; } = faults;

    private SemanticCache Cache => _cache ?? throw new InvalidOperationException("The cache was not started.");

    public async Task StartAsync()
    {
        var wasOn = Faults.IsOn;
        Faults.IsOn = false; // A cache that cannot read its store does not start, by design.
        _store = new MortalStore(_disk, Faults);
        _cache = await Caches.BuildAsync(
            embedder: null,
            options =>
            {
                options.EntriesMax = 12;
                options.ResidentPayloadBytesMax = 500;
                options.MaintenanceInterval = TimeSpan.FromDays(1); // Turns are steps of the history instead.
            },
            _time,
            builder => builder.UseStore(_store).UseEmbedder(new SimulatedEmbedder(Faults)));
        Faults.IsOn = wasOn;
        foreach (var entry in _known.Values)
            entry.IsGone = entry.IsGoneForGood;
    }

    /// <summary>The process ends as it is: nothing is written down.</summary>
    public async Task CrashAsync()
    {
        _store!.Die(); // Started, so there is one.
        await Cache.DisposeAsync();
        await StartAsync();
    }

    public async Task StepAsync()
    {
        switch (_random.Next(24))
        {
            case < 8: await LookUpAsync(); break;
            case < 11: await StoreAsync(); break;
            case < 14: await GetOrCreateAsync(); break;
            case 14: await InvalidateOneAsync(); break;
            case 15: await InvalidateTagAsync(); break;
            case 16: _time.Advance(TimeSpan.FromMinutes(_random.Next(1, 4))); break;
            case 17: await Cache.FlushAsync(); break;
            case 18: await CrashAsync(); break;
            case 19:
                await Cache.DisposeAsync();
                await StartAsync();
                break;
            case 20: await InvalidateTenantAsync(); break;
            case 21: await InvalidateSourceAsync(); break;
            case 22: await AskAsync(); break;
            case 23: await StoreLateAsync(); break;
        }
    }

    /// <summary>With every part well again, memory and store must agree, and every entry must be readable (I2).</summary>
    public async Task SettleAsync()
    {
        Faults.IsOn = false;
        await Cache.FlushAsync();
        var listed = Cache.List(EntryFilter.All);
        foreach (var entry in listed)
            Assert.NotNull(await Cache.ReadAsync(entry.Summary.Id));
        var statistics = Cache.GetStatistics();
        Assert.Equal(listed.Count, statistics.Entries);
        Assert.Equal(listed.Count(entry => entry.Summary.Eligibility == Eligibility.Semantic), statistics.Vectors);
        Assert.Equal(listed.Count, (await _disk.MeasureAsync(default)).Entries);
        Assert.InRange(listed.Count, 0, 12);
    }

    public async ValueTask DisposeAsync()
    {
        await Cache.DisposeAsync();
        await _disk.DisposeAsync();
    }

    private async Task LookUpAsync()
    {
        var (request, topic) = NextRequest();
        if (await Cache.LookupAsync(request) is LookupHit hit)
            Check(hit, request, topic);
    }

    private async Task StoreAsync()
    {
        var (request, topic) = NextRequest();
        var (answer, options) = NextAnswer();
        Learn(await Cache.StoreAsync(request, answer, options), request, topic, answer, options);
    }

    private async Task GetOrCreateAsync()
    {
        var (request, topic) = NextRequest();
        var (answer, options) = NextAnswer();
        var got = await Cache.GetOrCreateAsync(request, (_, _) => new(answer), options);
        if (got.Lookup is LookupHit hit)
        {
            Check(hit, request, topic);
            return;
        }

        Assert.Equal(answer, got.Response.Text); // The model's answer arrives whatever fails (I4).
        Learn(got.Stored!, request, topic, answer, options);
    }

    private async Task InvalidateOneAsync()
    {
        if (_known.Count == 0)
            return;

        var chosen = _known.Values.ElementAt(_random.Next(_known.Count));
        var outcome = await Cache.InvalidateAsync(chosen.Id);
        Forget([chosen], outcome);
    }

    private async Task InvalidateTagAsync()
    {
        var tag = $"tag{_random.Next(3)}";
        var outcome = await Cache.InvalidateAsync(new EntryFilter { AnyTag = [tag] });
        Forget(_known.Values.Where(entry => entry.Tag == tag), outcome);
    }

    private async Task InvalidateTenantAsync()
    {
        if (_random.Next(3) > 0)
            return; // Rare, or little else would be seen.

        var tenant = $"tenant{_random.Next(2)}";
        var outcome = await Cache.InvalidateAsync(new EntryFilter { Tenant = tenant });
        Forget(_known.Values.Where(entry => entry.Tenant == tenant), outcome);
        foreach (var asked in _asked.Where(asked => asked.Request.Tenant == tenant))
            asked.IsTooLate = true;
    }

    private async Task InvalidateSourceAsync()
    {
        var now = new EntrySource($"source{_random.Next(2)}", $"{_random.Next(2)}");
        var outcome = await Cache.InvalidateAsync(new EntryFilter { ChangedSources = [now] });
        Forget(_known.Values.Where(entry => entry.Source.Name == now.Name && entry.Source.Version != now.Version), outcome);
    }

    /// <summary>A miss whose answer takes its time: anything may happen before it is stored.</summary>
    private async Task AskAsync()
    {
        var (request, topic) = NextRequest();
        if (await Cache.LookupAsync(request) is LookupMiss { Ticket: { } ticket })
            _asked.Add(new LateAnswer(Cache, ticket, request, topic));
    }

    private async Task StoreLateAsync()
    {
        if (_asked.Count == 0)
            return;

        var late = _asked[_random.Next(_asked.Count)];
        _asked.Remove(late);
        if (late.Cache != Cache)
            return; // It was asked of a process that is gone.

        var (answer, options) = NextAnswer();
        var outcome = await Cache.StoreAsync(late.Ticket, answer, options);
        if (late.IsTooLate)
            Assert.NotEqual(StoreStatus.Stored, outcome.Status);
        else if (outcome.Status == StoreStatus.Stored)
            Learn(outcome, late.Request, late.Topic, answer, options);
    }

    private static void Forget(IEnumerable<KnownEntry> entries, RemovalOutcome outcome)
    {
        foreach (var entry in entries)
        {
            entry.IsGone = true;
            entry.IsGoneForGood |= outcome.IsComplete;
        }
    }

    private (PromptRequest Request, string Topic) NextRequest()
    {
        var topic = Topics[_random.Next(Topics.Length)];
        var prompt = topic + Likenesses[_random.Next(Likenesses.Length)];
        return (PromptRequest.FromText(prompt) with { Tenant = $"tenant{_random.Next(2)}" }, topic);
    }

    private (string Answer, EntryOptions Options) NextAnswer() => (
        $"answer {++_answers}",
        new EntryOptions
        {
            TimeToLive = TimeSpan.FromMinutes(_random.Next(1, 10)), Tags = [$"tag{_random.Next(3)}"],
            Sources = [new EntrySource($"source{_random.Next(2)}", $"{_random.Next(2)}")],
        });

    private void Learn(StoreOutcome outcome, PromptRequest request, string topic, string answer, EntryOptions options)
    {
        Assert.NotEqual(StoreStatus.Refused, outcome.Status);
        if (outcome.Status != StoreStatus.Stored)
            return;

        // The same words stored again replace what was stored, for good.
        var prompt = request.Messages[0].Text;
        foreach (var same in _known.Values.Where(entry => entry.Tenant == request.Tenant && entry.Prompt == prompt))
            same.IsGone = same.IsGoneForGood = true;
        var entry = new KnownEntry(
            outcome.Id!.Value, request.Tenant, topic, prompt, answer, options.Tags[0], options.Sources[0],
            _time.GetUtcNow() + options.TimeToLive!.Value);
        _known.Add(entry.Id, entry);
    }

    private void Check(LookupHit hit, PromptRequest request, string topic)
    {
        var entry = Assert.Contains(hit.Entry.Id, (IReadOnlyDictionary<EntryId, KnownEntry>)_known);
        Assert.Equal(request.Tenant, entry.Tenant); // I1
        Assert.Equal(topic, entry.Topic); // Another topic is never 0.90 alike.
        Assert.Equal(entry.Answer, hit.Response.Text); // I6
        Assert.True(_time.GetUtcNow() < entry.EndsAt, "An entry that had ended was served (I7).");
        Assert.False(entry.IsGone, "An entry that was taken away was served (I7).");
        Assert.True(hit.Similarity >= 0.9 - 1e-6);
    }
}
