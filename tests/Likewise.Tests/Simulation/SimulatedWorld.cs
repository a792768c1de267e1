using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Simulation;

/// <summary>
/// One seeded history: a cache over a faulty store and a faulty embedder, processes that are killed and others that go on, a
/// clock that only the history moves, and a plain model of what was acknowledged. After each step the invariants of the design
/// are checked against the model. What happens in a step follows from seed and step, so that a step can be left out.
/// </summary>
internal sealed partial class SimulatedWorld(int seed, FaultPlan faults, Coverage coverage) : IAsyncDisposable
{
    private const int EntriesMax = 12;

    private static readonly string[] Topics = ["reset password", "opening hours", "refund", "delivery", "invoice", "warranty"];
    private static readonly string[] Likenesses = ["", " ~0.97", " ~0.93", " ~0.8"];

    private readonly ManualTime _time = new();
    private readonly Dictionary<string, KnownEntry> _known = []; // By their answers, which are each given once.
    private readonly List<LateAnswer> _asked = [];
    private readonly List<Taking> _takings = [];
    private readonly HashSet<(string Tenant, string Prompt)> _unsure = []; // Their last answer may be on the disk, or not.
    private MemoryEntryStore _disk = new();
    private Random _random = new(seed);
    private SemanticCache? _cache;
    private MortalStore? _store;
    private ScanGate? _gate;
    private int _answers, _entriesMax = EntriesMax;

    private SemanticCache Cache => _cache ?? throw new InvalidOperationException("The cache was not started.");

    /// <summary>Whether the process that did the last step lives to tell.</summary>
    private bool IsAlive => !_store!.IsDead; // Started, so there is one.

    public async Task StartAsync()
    {
        var wasOn = faults.IsOn;
        faults.IsOn = false; // A cache that cannot read its store does not start, by design.
        _gate = seed % 2 == 0 ? new ScanGate() : null;
        _store = new MortalStore(_disk, faults, _gate);
        (_entriesMax, _refreshed) = (EntriesMax, 0);
        _cache = await Caches.BuildAsync(
            embedder: null,
            options =>
            {
                (options.EntriesMax, options.ResidentPayloadBytesMax) = (EntriesMax, 500);
                options.Eviction = (EvictionPolicy)(seed % Enum.GetValues<EvictionPolicy>().Length);
                options.MaintenanceInterval = TimeSpan.FromDays(1); // Turns are steps of the history instead.
                options.FillsInBackground = _gate is not null;
                SetLives(options);
            },
            _time,
            builder => builder.UseStore(_store).UseEmbedder(new SimulatedEmbedder(faults, _store)));
        if (_gate is not null)
            await _gate.WhenHeldAsync();
        if (_gate?.IsDone == true)
            await Cache.Filling;
        faults.IsOn = wasOn;
        _unsure.Clear();
        foreach (var entry in _known.Values)
            entry.IsGone = entry.IsGoneForGood;
    }

    /// <summary>Does a step, and says what it was and what came of it.</summary>
    public async Task<string> StepAsync(int step)
    {
        _random = new Random(FaultPlan.SeedOf(seed, step));
        faults.Begin(step);
        var (operation, outcome) = await ActAsync(_random.Next(100));
        coverage.Add(operation, outcome, faults.InStep);
        if (IsAlive)
            await CheckPointersAsync();
        else
            await RestartAsync();
        return faults.InStep == Fault.None ? $"{operation}: {outcome}" : $"{operation}: {outcome} ({faults.InStep})";
    }

    /// <summary>With every part well again, memory and store must agree, and every entry must be readable (I2).</summary>
    public async Task SettleAsync()
    {
        faults.IsOn = false;
        await FillAsync();
        await Cache.FlushAsync();
        var (listed, onDisk) = (Cache.List(EntryFilter.All), 0);
        var statistics = Cache.GetStatistics();
        Assert.Equal(listed.Count, statistics.Entries);
        Assert.Equal(listed.Count(entry => entry.Summary.Eligibility == Eligibility.Semantic), statistics.Vectors);
        foreach (var entry in listed)
        {
            onDisk += await _disk.ReadAsync(entry.Summary.Id, default) is null ? 0 : 1;
            Assert.True(await Cache.ReadAsync(entry.Summary.Id) is not null || IsUnsure(entry));
        }

        Assert.Equal(onDisk, (await _disk.MeasureAsync(default)).Entries);
        Assert.All(await _disk.ReadInvalidationsAsync(default), invalidation => Assert.True(invalidation.IsCarriedOut));
        Assert.InRange(listed.Count, 0, _entriesMax);
    }

    public async ValueTask DisposeAsync()
    {
        _store!.Die(); // Whatever is left of it does not matter any more.
        await Cache.DisposeAsync();
        await _disk.DisposeAsync();
    }

    private async Task<(string Operation, string Outcome)> ActAsync(int what) => what switch
    {
        < 26 => ("look up", await LookUpAsync()),
        < 38 => ("store", await StoreAsync()),
        < 52 => ("get or create", await GetOrCreateAsync()),
        < 55 => ("invalidate one", await InvalidateOneAsync()),
        < 57 => ("invalidate by tag", await InvalidateTagAsync()),
        < 58 => ("invalidate a tenant", await InvalidateTenantAsync()),
        < 60 => ("invalidate by source", await InvalidateSourceAsync()),
        < 62 => ("invalidate by meaning", await InvalidateMeaningAsync()),
        < 68 => ("let time pass", LetTimePass()),
        < 73 => ("maintain", await MaintainAsync()),
        < 75 => ("crash", await CrashAsync()),
        < 76 => ("restart", await EndAsync()),
        < 80 => ("ask", await AskAsync()),
        < 84 => ("store late", await StoreLateAsync()),
        < 88 => ("read on", await ReadOnAsync()),
        < 91 => ("say", await SayAsync()),
        < 93 => ("limit", await LimitAsync()),
        < 95 => ("export", await ExportAsync()),
        < 98 => ("import", await ImportAsync()),
        < 99 => ("back up", await BackUpAsync()),
        _ => ("restore", await RestoreAsync()),
    };

    private async Task<string> MaintainAsync()
    {
        await Cache.FlushAsync();
        return "done";
    }

    /// <summary>The process ends as it is: nothing is written down.</summary>
    private async Task<string> CrashAsync()
    {
        _store!.Die();
        await Task.CompletedTask;
        return "done"; // The end of the step starts another.
    }

    private async Task<string> EndAsync()
    {
        await Cache.DisposeAsync();
        if (IsAlive)
            await StartAsync();
        return "done";
    }

    /// <summary>What is left of a dead process is cleared away, unseen by the next.</summary>
    private async Task RestartAsync()
    {
        var found = Cache.List(EntryFilter.All);
        await Cache.DisposeAsync();
        await StartAsync();
        if (_gate is null)
            await CheckIsThereAsync(found);
    }

    private async Task<string> ReadOnAsync()
    {
        if (_gate is null || Cache.WhenFilledAsync().IsCompleted)
            return "all is read";

        await _gate.OpenAsync(_random.Next(1, 4));
        if (_gate.IsDone)
            await Cache.Filling; // Nothing goes on beside the next step.
        return "some";
    }

    private async Task FillAsync()
    {
        if (_gate is not null)
            await _gate.OpenAsync(int.MaxValue / 2);
        await Cache.Filling;
    }

    private async Task<string> LimitAsync()
    {
        _entriesMax = _random.Next(3, EntriesMax + 1);
        await Cache.SetLimitsAsync(Cache.Limits with { EntriesMax = _entriesMax });
        return "done";
    }
}
