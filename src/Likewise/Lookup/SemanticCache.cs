namespace Likewise;

/// <summary>
/// A cache that answers by meaning: a prompt that means the same as one already answered gets that answer back, and only where
/// that is safe.
/// </summary>
/// <remarks>
/// <para>Built by a <see cref="SemanticCacheBuilder"/>. Safe for concurrent calls. What it was built from (embedder, store,
/// tiers) belongs to whoever made it and must outlive the cache.</para>
/// <para>A failing embedder, tier, verifier or store makes a lookup a miss with a reason, and a store an outcome: never an
/// exception, never a wait beyond the deadlines of <see cref="SemanticCacheOptions"/>. Exceptions are for requests that nobody
/// can mean (<see cref="ArgumentException"/>), for the caller's own cancellation, and for what the caller's model throws.</para>
/// <para>The way of a lookup is on one page: <see cref="LookupPipeline"/>; of storing: <see cref="EntryWriter"/>; of
/// removing: <see cref="EntryRemover"/>.</para>
/// </remarks>
public sealed partial class SemanticCache : IAsyncDisposable
{
    /// <summary>
    /// What makes the scores of candidates where no <see cref="BoundOptions.VerdictFile"/> is named, whose own name it is then: a
    /// <see cref="Calibration"/> is of one of them.
    /// </summary>
    public const string ScorerName = "similarity";

    private readonly LookupPipeline _pipeline;
    private readonly BatchLookup _batches;
    private readonly EntryWriter _writer;
    private readonly EntryRemover _remover;
    private readonly Evictor _evictor;
    private readonly AnswerReader _reader;
    private readonly Maintenance _maintenance;
    private readonly EmbedderChain _embedders;
    private readonly IEntryStore _store;
    private readonly InvalidationLedger _ledger;
    private readonly NamespaceRules _namespaces;
    private readonly double _similarityMin;
    private readonly Invalidator _invalidator;
    private readonly EntryTable _table;
    private readonly ResidentResponses _responses;
    private readonly VectorTiers _tiers;
    private readonly FlightTable _flights;
    private readonly CacheCounters _counters;
    private readonly CacheTelemetry _telemetry;
    private readonly CacheSeams _seams;
    private readonly TimeProvider _time;
    private readonly int _handoversMax;
    private readonly StoreFill _fill;
    private readonly EntrySelector _selector;
    private readonly Explainer _explainer;
    private readonly EntryImporter _importer;
    private readonly Confirmer _confirmer;
    private readonly HitBound? _bound;
    private readonly OutcomeBook _outcomes;
    private readonly FeedbackWriter _feedback;
    private readonly AnswerObserver _observer;
    private readonly Auditor _auditor;
    private readonly BackgroundWork _background;
    private readonly Refresher _refresher;
    private readonly EvidenceKeeper? _evidence;
    private readonly DecisionJournal? _journal;

    internal SemanticCache(SemanticCacheParts parts)
    {
        var (options, embedders, store, farTier, verifier, guards, time, logger, progress, comparer) = parts;
        (_embedders, _store, _time, _handoversMax) = (embedders, store, time, options.HandoversMax);
        _seams = new CacheSeams(options, time, logger);
        _namespaces = new NamespaceRules(options.Namespaces);
        _similarityMin = options.Decision == HitDecision.Bound ? options.Bound.SimilarityMin : options.SimilarityMin;
        _counters = new CacheCounters(
            options.Telemetry.ModelsMax, new NamespaceLedger(options.Telemetry.NamespacesMax, _namespaces.Named));
        _popular = new PopularPrompts(options.Popularity, time);
        (_background, _storesInBackground) = (new BackgroundWork(options, time, logger), options.StoreInBackground);
        _telemetry = new CacheTelemetry(_counters, options.Telemetry, time, this);
        _ledger = new InvalidationLedger(options.InvalidationsMax);
        _table = new EntryTable(
            new EntryParts(options.Eviction, _namespaces, options.LimitedNamespacesMax),
            AliasLookup.AliasesMax(options, verifier), _ledger);
        var (uses, roster) = (new UseLog(options.HitQueueMax, _counters), embedders.Roster);
        _tiers = new VectorTiers(embedders.Spaces, farTier, _seams.Tier);
        (_responses, _flights) = (new(options.ResidentPayloadBytesMax), new(options.InFlightMax));
        var scorer = options.Decision == HitDecision.Bound ? CandidateScorer.For(options.Bound) : null;
        _journal = options.DecisionLog.Path is null
            ? null
            : new DecisionJournal(RunInForce.Of(parts, scorer), options.DecisionLog, _counters, time, logger);
        _remover = new EntryRemover(store, _seams.Remove, _table, _responses, _tiers, _journal);
        _reader = new AnswerReader(store, _seams.Read, _table, _responses, _remover, _ledger, time, logger);
        _fill = new StoreFill(store, _table, _tiers, _remover, _ledger, time, progress, logger);
        _invalidator = new Invalidator(store, _seams.Remove, _table, _remover, _ledger, _fill, time);
        _evictor = Evictor.For(options, _table, uses, _remover, _counters);
        _writer = new EntryWriter(options, store, _seams.Write, _table, _responses, _tiers, _remover, _ledger, _evictor, time);

        var band = verifier is null ? null : new VerifyBand(options.VerifyFrom, options.VerifyTo);
        _bound = scorer is null ? null : new HitBound(
            options.Bound, roster.Default.Identity, scorer, name => _namespaces.Of(name).MaxWrongHits, options.ComparedShare,
            logger);
        var rule = MakeRule(options, scorer, band);
        _evidence = _bound is not null && options.Bound.EvidenceFile is { } file
            ? new EvidenceKeeper(_bound, _table, file, time, logger)
            : null;
        var decider = new Decider(rule, guards, band);
        var meaning = new MeaningLookup(
            _tiers, _seams.Tier, decider, verifier, _seams.Verifier, _reader, _table, uses, _bound,
            new AuditDraw(options.AuditShare), options.WatchedMin, options.Audit.NearMissMin, time, logger);
        var embedding = new EmbeddingStage(_seams.Embedder, _telemetry, time);
        var normalizer = new RequestNormalizer(options, roster, _namespaces);
        var workspaces = new LookupWorkspaces(options.CandidatesMax);
        _pipeline = new LookupPipeline(
            normalizer, new ExactLookup(_table, _reader, store, _seams.Read, _ledger, _fill, uses, time),
            new AliasLookup(_table, meaning, workspaces), embedding, meaning, workspaces, embedders.Former, _tiers,
            new CanaryDraw(options.ServeShare), _ledger, _journal, time);
        (_batches, _feedback) = (new(_pipeline, embedding), new(store, _seams.Write, _table));
        _importer = new EntryImporter(options, _namespaces, _table, roster, embedding, _writer, _ledger, time);
        (_explainer, _refresher) = (
            new(normalizer, embedding, decider, time), new(options, _background, time, logger));
        _selector = new EntrySelector(store, _seams.Remove, roster, embedding, time);

        _outcomes = new OutcomeBook(_bound, options.Bound, _table, _telemetry, _journal);
        comparer ??= new SemanticAnswerComparer(roster.Default.Bounded);
        _confirmer = new Confirmer(store, _seams, _table, _fill, _reader, comparer, time);
        _observer = new AnswerObserver(
            comparer, _seams.Comparer, _reader, _outcomes, _bound is null ? _feedback : null);
        _auditor = new Auditor(options, _observer, _telemetry, _background, time, logger);
        _maintenance = new Maintenance(
            store, _seams.Write, _table, uses, _remover, _evictor, _invalidator, _counters, _evidence, time,
            options.MaintenanceInterval, logger);
        _migration = new Migration(
            options, store, _seams.Read, _seams.Write, roster, embedding,
            new EntryMover(store, _table, _responses, _tiers, _remover, _ledger), _evictor, _ledger, _background, time, logger);
        _fillsInBackground = options.FillsInBackground && _evidence is null;
        AddGauges(uses);
    }

    /// <summary>
    /// What prompts are embedded by where no rule says otherwise: the builder's embedder, behind the memory and the bound on
    /// calls that lookups share.
    /// </summary>
    public IEmbedder Embedder => _embedders.Roster.Default.Embedder;

    /// <summary>
    /// Runs maintenance now: answers that wait for it are stored, hits are written down, ended entries leave, the store removes
    /// what it owes.
    /// </summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        await _background.WhenEndedAsync(WorkClass.Store, cancellationToken).ConfigureAwait(false);
        await _maintenance.RunAsync(cancellationToken).ConfigureAwait(false);
        if (_journal is not null)
            await _journal.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes down what is outstanding and stops. What the cache was built from is left as it is.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopFillingAsync().ConfigureAwait(false);
        await StopMigrationAsync().ConfigureAwait(false);
        await _background.DisposeAsync().ConfigureAwait(false);
        await _maintenance.DisposeAsync().ConfigureAwait(false);
        _evidence?.Save();
        if (_journal is not null)
            await _journal.DisposeAsync().ConfigureAwait(false);
        await _embedders.SaveAsync(CancellationToken.None).ConfigureAwait(false);
        _telemetry.Dispose();
    }

    /// <summary>Reads the store, then begins its own upkeep.</summary>
    internal async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        await _embedders.LoadAsync(cancellationToken).ConfigureAwait(false);
        await FillAsync(cancellationToken).ConfigureAwait(false);
        _evidence?.Load();
        await _evictor.MaintainAsync(cancellationToken).ConfigureAwait(false);
        _maintenance.Start();
        if (_migration.IsInBackground)
            _migrating = KeepMigratingAsync(_migrationStopping.Token);
    }

    private HitRule MakeRule(SemanticCacheOptions options, CandidateScorer? scorer, VerifyBand? band) =>
        _bound is null || scorer is null
            ? new ThresholdRule(options.SimilarityMin, band?.From)
            : new BoundRule(_bound, scorer, options.Bound.SimilarityMin, _table);
}
