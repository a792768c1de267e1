using Likewise.Embedders;
using Likewise.Encoder;
using Likewise.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise.Server;

/// <summary>A cache and what it stands on, as settings describe it: encoder, store, cache, closed in the reverse order.</summary>
public sealed class CacheHost : IAsyncDisposable
{
    private readonly IReadOnlyList<IEmbedder> _named;
    private readonly UpstreamJudge? _judge;

    internal CacheHost(
        SemanticCache cache, IEmbedder embedder, IEntryStore store, IReadOnlyList<IEmbedder>? named = null,
        UpstreamJudge? judge = null) =>
        (Cache, Embedder, Store, _named, _judge) = (cache, embedder, store, named ?? [], judge);

    /// <summary>The cache.</summary>
    public SemanticCache Cache { get; }

    /// <summary>What embeds prompts, those that no named embedder is for.</summary>
    public IEmbedder Embedder { get; }

    /// <summary>The models that embed in this process, so that nobody is paid for it.</summary>
    internal IReadOnlySet<string> LocalModels =>
        _named.Append(Embedder).Where(embedder => embedder is not RemoteEmbedder)
            .Select(embedder => embedder.Identity.Model).ToHashSet(StringComparer.Ordinal);

    /// <summary>What keeps entries.</summary>
    public IEntryStore Store { get; }

    /// <summary>What judges; null where nothing does.</summary>
    public Judge? Judge => _judge?.Judge;

    /// <summary>Opens what embeds and the store, and fills the near tier from it.</summary>
    /// <param name="settings">What to open.</param>
    /// <param name="log">Where the cache's lines go; belongs to the caller. Null: nowhere.</param>
    /// <param name="progress">Told how far the filling is; null for nobody.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops; what was opened is closed.</param>
    /// <exception cref="ModelException">The encoder cannot be loaded; the message says what to do.</exception>
    /// <exception cref="EmbedderException">The embedding service was asked for its dimension and did not give it.</exception>
    /// <exception cref="SettingsException">A setting does not fit the model.</exception>
    /// <exception cref="StoreRefusedException">The store's file cannot be used; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async ValueTask<CacheHost> OpenAsync(
        LikewiseSettings settings, ILoggerFactory? log, IProgress<FillProgress>? progress, TimeProvider time,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        log ??= NullLoggerFactory.Instance;
        var opened = new List<IEmbedder>();
        IEntryStore? store = null;
        UpstreamJudge? judge = null;
        try
        {
            var builder = Configure(new SemanticCacheBuilder(), settings).UseTimeProvider(time).UseLogging(log);
            if (settings.Store.Kind != StoreKind.Memory)
                builder.Configure(options => options.Bound.EvidenceFile ??= settings.Store.Path + ".evidence");
            if (progress is not null)
                builder.UseProgress(progress);

            opened.Add(await OpenEmbedderAsync(settings.Model, log, time, cancellationToken).ConfigureAwait(false));
            foreach (var (name, named) in settings.Models)
            {
                opened.Add(await OpenEmbedderAsync(named.Model, log, time, cancellationToken).ConfigureAwait(false));
                if (name == settings.Migrate.From)
                    builder.MigrateFrom(opened[^1]);
                else
                    builder.UseEmbedder(name, opened[^1], named.RulesIn(settings, name));
            }

            judge = settings.Judge.Use == JudgeUse.Off
                ? null
                : new UpstreamJudge(settings, time, log.CreateLogger<UpstreamJudge>());
            if (await OpenVerifierAsync(settings, judge?.Judge, cancellationToken).ConfigureAwait(false) is { } verifier)
                builder.UseVerifier(verifier);
            if (judge is not null && settings.Judge.Audits)
                builder.UseComparer(new FallbackComparer(new SemanticAnswerComparer(opened[0]), new JudgeComparer(judge.Judge)));
            store = await OpenStoreAsync(settings.Store, log, cancellationToken).ConfigureAwait(false);
            var cache = await builder.UseEmbedder(opened[0]).UseStore(store).BuildAsync(cancellationToken).ConfigureAwait(false);
            return new CacheHost(cache, opened[0], store, opened[1..], judge);
        }
        catch
        {
            if (store is not null)
                await store.DisposeAsync().ConfigureAwait(false);
            foreach (var embedder in opened)
                (embedder as IDisposable)?.Dispose();
            judge?.Dispose();
            throw;
        }
    }

    /// <summary>Gives a builder all of the settings that a cache decides by: not embedder, store, clock and log.</summary>
    /// <param name="builder">What will build the cache.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The builder.</returns>
    public static SemanticCacheBuilder Configure(SemanticCacheBuilder builder, LikewiseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        return builder.Configure(options =>
        {
            SettingsTable.CopyCache(settings, options);
            options.FillsInBackground = settings.Cache.FillsInBackground; // Whoever opens it knows whether it serves.
            options.MigratesInBackground |= settings.Migrate.From is not null && settings.Migrate.Background;

            // A call of a service waits and does not compute: its number has nothing to do with processors.
            if (settings.Model.Kind != ModelKind.Builtin)
                options.EmbedCallsMax ??= settings.Model.ConcurrencyMax;
        });
    }

    /// <summary>Opens what embeds alone: the encoder, or a service.</summary>
    /// <param name="settings">Which. The caller disposes the embedder where it can be disposed.</param>
    /// <param name="log">Where lines about a service go; belongs to the caller. Null: nowhere.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ModelException">The encoder cannot be loaded; the message says what to do.</exception>
    /// <exception cref="SettingsException">A setting does not fit the model or the service.</exception>
    /// <exception cref="EmbedderException">The service was asked for its dimension and did not give it.</exception>
    public static async ValueTask<IEmbedder> OpenEmbedderAsync(
        ModelSettings settings, ILoggerFactory? log, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Kind == ModelKind.Builtin)
        {
            var logger = log?.CreateLogger<SentenceEncoder>();
            return await Task.Run(() => LoadEncoder(settings, logger), cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var options = RemoteModel.OptionsOf(settings);
            return await RemoteEmbedder.CreateAsync(options, log?.CreateLogger<RemoteEmbedder>(), time, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ArgumentException fault)
        {
            throw new SettingsException([$"model: {fault.Message}"]);
        }
    }

    /// <summary>Loads the encoder alone.</summary>
    /// <param name="settings">Which.</param>
    /// <param name="log">Where its lines go; null: nowhere.</param>
    /// <exception cref="ModelException">It cannot be loaded; the message says what to do.</exception>
    /// <exception cref="SettingsException">A setting does not fit the model.</exception>
    public static IEmbedder LoadEncoder(ModelSettings settings, ILogger? log = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            return LocalEmbedder.Load(
                ModelLocator.Find(settings.Path).Directory,
                new EncoderOptions
                {
                    Precision = settings.Precision, Pooling = settings.Pooling, Prefix = settings.Prefix,
                    MaxTokens = settings.MaxTokens, LongTexts = settings.LongTexts, Threads = settings.Threads,
                    PackedCache = settings.PackedCache,
                },
                log);
        }
        catch (ArgumentOutOfRangeException fault)
        {
            throw new SettingsException([$"model.maxTokens: {fault.Message}"]);
        }
    }

    /// <summary>Writes down what is outstanding, then closes cache, store and encoder.</summary>
    public async ValueTask DisposeAsync()
    {
        await Cache.DisposeAsync().ConfigureAwait(false);
        await Store.DisposeAsync().ConfigureAwait(false);
        foreach (var embedder in _named.Prepend(Embedder))
            (embedder as IDisposable)?.Dispose();
        _judge?.Dispose();
    }

    /// <summary>Loads the cross-encoder that settings name.</summary>
    /// <param name="settings">Which, and how it is run.</param>
    /// <returns>Null where they name none.</returns>
    /// <exception cref="ModelException">It cannot be loaded; the message says why.</exception>
    /// <exception cref="SettingsException">A setting does not fit the model.</exception>
    public static CrossEncoderVerifier? LoadVerifier(VerifierSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Path is null)
            return null;

        try
        {
            return CrossEncoderVerifier.Load(settings.Path, new CrossEncoderOptions
            {
                Precision = settings.Precision, ScoreMin = settings.ScoreMin, MaxTokens = settings.MaxTokens,
                Label = settings.Label,
            });
        }
        catch (ArgumentOutOfRangeException fault)
        {
            throw new SettingsException([$"verifier: {fault.Message}"]);
        }
    }

    private static async ValueTask<IVerifier?> OpenVerifierAsync(
        LikewiseSettings settings, Judge? judge, CancellationToken cancellationToken) =>
        judge is not null && settings.Judge.Verifies
            ? new JudgeVerifier(judge)
            : await Task.Run(() => LoadVerifier(settings.Verifier), cancellationToken).ConfigureAwait(false);

    private static async ValueTask<IEntryStore> OpenStoreAsync(
        StoreSettings settings, ILoggerFactory log, CancellationToken cancellationToken)
    {
        if (settings.Kind == StoreKind.Memory)
            return new MemoryEntryStore();

        var options = new SqliteStoreOptions { Path = settings.Path };
        return await SqliteEntryStore.OpenAsync(options, log.CreateLogger<SqliteEntryStore>(), cancellationToken)
            .ConfigureAwait(false);
    }
}
