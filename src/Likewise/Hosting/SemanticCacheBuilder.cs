using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise;

/// <summary>Puts a cache together. An embedder is needed; everything else has a default.</summary>
/// <remarks>What is given to a builder stays its giver's to dispose of, after the cache.</remarks>
public sealed class SemanticCacheBuilder
{
    private readonly SemanticCacheOptions _options = new();
    private readonly List<Guard> _guards = [];
    private readonly List<EmbedderSeat> _named = [];
    private IEmbedder? _embedder, _former;
    private IEntryStore? _store;
    private IVectorTier? _farTier;
    private IVerifier? _verifier;
    private IAnswerComparer? _comparer;
    private TimeProvider _time = TimeProvider.System;
    private ILoggerFactory _loggers = NullLoggerFactory.Instance;
    private IProgress<FillProgress>? _progress;

    /// <summary>Sets options. May be called several times; later calls see what earlier ones set.</summary>
    public SemanticCacheBuilder Configure(Action<SemanticCacheOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(_options);
        return this;
    }

    /// <summary>Sets what turns prompts into vectors, those that no other embedder is used for.</summary>
    public SemanticCacheBuilder UseEmbedder(IEmbedder embedder) => Set(ref _embedder, embedder);

    /// <summary>
    /// Adds an embedder for some prompts: of the embedders added, the first of which a rule matches is used. Prompts that go to
    /// different embedders never find each other's answers.
    /// </summary>
    /// <param name="name">A name for people, in messages; each once.</param>
    /// <param name="embedder">The embedder.</param>
    /// <param name="rules">For which prompts; at least one rule.</param>
    public SemanticCacheBuilder UseEmbedder(string name, IEmbedder embedder, params IReadOnlyList<EmbedderRule> rules)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(rules);
        _named.Add(new EmbedderSeat(name, embedder, [.. rules]));
        return this;
    }

    /// <summary>
    /// Sets the embedder that is being left: entries of its that have not moved yet are looked for with it, where the cache's own
    /// found nothing. They move by <see cref="SemanticCache.MigrateAsync"/>, or by themselves where
    /// <see cref="SemanticCacheOptions.MigratesInBackground"/> says so. Default: none.
    /// </summary>
    public SemanticCacheBuilder MigrateFrom(IEmbedder embedder) => Set(ref _former, embedder);

    /// <summary>Sets where entries are kept. Default: memory, for as long as the cache lives.</summary>
    public SemanticCacheBuilder UseStore(IEntryStore store) => Set(ref _store, store);

    /// <summary>Sets a tier that is searched where the one in this process accepted nothing. Default: none.</summary>
    public SemanticCacheBuilder UseFarTier(IVectorTier tier) => Set(ref _farTier, tier);

    /// <summary>Sets a verifier, which is asked before any answer is given to other words. Default: none.</summary>
    public SemanticCacheBuilder UseVerifier(IVerifier verifier) => Set(ref _verifier, verifier);

    /// <summary>
    /// Sets what compares the model's own answers with those of the cache. Default: a <see cref="SemanticAnswerComparer"/> over
    /// the cache's embedder.
    /// </summary>
    public SemanticCacheBuilder UseComparer(IAnswerComparer comparer) => Set(ref _comparer, comparer);

    /// <summary>Sets the clock. Default: the system's.</summary>
    public SemanticCacheBuilder UseTimeProvider(TimeProvider time) => Set(ref _time!, time);

    /// <summary>Sets where to log to. Default: nowhere.</summary>
    public SemanticCacheBuilder UseLogging(ILoggerFactory loggers) => Set(ref _loggers!, loggers);

    /// <summary>Sets who is told how far reading the store at start has come. Default: nobody.</summary>
    public SemanticCacheBuilder UseProgress(IProgress<FillProgress> progress) => Set(ref _progress, progress);

    /// <summary>Builds the cache and reads the store.</summary>
    /// <exception cref="InvalidOperationException">
    /// Something is missing or an option is wrong; the message lists every fault.
    /// </exception>
    /// <exception cref="EmbedderMismatchException">The far tier holds vectors of another embedder.</exception>
    /// <remarks>
    /// What the store throws while it is read at start reaches the caller: a cache that cannot read its entries does not start.
    /// </remarks>
    public async ValueTask<SemanticCache> BuildAsync(CancellationToken cancellationToken = default)
    {
        var faults = OptionsValidator.FaultsOf(_options).Concat(OptionsValidator.FaultsOf(_named)).ToList();
        if (_options.Bound.CalibrationFile is { } file && Calibration.FaultOf(file) is { } fault)
            faults.Add(fault);
        if (_options.Bound.VerdictFile is { } verdict && VerdictModel.FaultOf(verdict, _embedder?.Identity.Model) is { } mismatch)
            faults.Add(mismatch);
        if (_embedder is null)
            faults.Insert(0, "There is no embedder: call UseEmbedder.");
        if (faults.Count > 0)
            throw new InvalidOperationException("The cache cannot be built. " + string.Join(' ', faults));
        if (_farTier is not null && !_named.Select(seat => seat.Identity).Append(_embedder!.Identity).Contains(_farTier.Identity))
            throw new EmbedderMismatchException($"The tier '{_farTier.Name}'", _farTier.Identity, _embedder!.Identity);

        var logger = _loggers.CreateLogger("Likewise");
        var cache = new SemanticCache(new SemanticCacheParts(
            _options, new EmbedderChain(_options, _named, _embedder!, _former, logger), _store ?? new MemoryEntryStore(),
            _farTier, _verifier, [.. GuardRoster.Of(_options.Guards), .. _guards], _time, logger, _progress, _comparer));
        await cache.StartAsync(cancellationToken).ConfigureAwait(false);
        return cache;
    }

    internal SemanticCacheBuilder UseGuard(Guard guard)
    {
        _guards.Add(guard);
        return this;
    }

    private SemanticCacheBuilder Set<T>(ref T? field, T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        field = value;
        return this;
    }
}
