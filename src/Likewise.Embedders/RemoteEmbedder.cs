using System.Buffers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise.Embedders;

/// <summary>Embeds by asking a service over HTTP.</summary>
/// <remarks>
/// <para>
/// Safe for concurrent calls. Texts are sent in batches, several at once where a call has many. Each batch has a deadline within
/// which it waits for its turn and for the rate limit, and is sent again after 429, 408, 5xx and broken connections. A service
/// that fails half of the time is left alone for a while. Whatever is wrong is an <see cref="EmbedderException"/>; the cache
/// makes a miss of it.
/// </para>
/// <para>Vectors are checked and brought to length 1. An empty text is sent as a space, half a surrogate pair as U+FFFD.</para>
/// </remarks>
public sealed class RemoteEmbedder : IEmbedder, IDisposable
{
    private const string ProbeText = "How long is a vector?";

    private readonly EmbeddingService _service;
    private readonly TimeSpan _timeout;
    private readonly int _batchTextsMax;
    private readonly int _batchTokensMax;
    private readonly int _concurrencyMax;
    private bool _isDisposed;

    private RemoteEmbedder(RemoteEmbedderOptions options, EmbeddingService service, int dimension)
    {
        (_service, _timeout, _concurrencyMax) = (service, options.Timeout, options.ConcurrencyMax);
        (_batchTextsMax, _batchTokensMax) = (options.BatchTextsMax, options.BatchTokensMax);
        Identity = new EmbedderIdentity(
            options.Model, service.Protocol.Revision, "provider", options.Prefix, dimension, options.MaxTokens);
    }

    /// <inheritdoc/>
    public EmbedderIdentity Identity { get; }

    /// <summary>
    /// Creates an embedder. Asks the service only where <see cref="RemoteEmbedderOptions.Dimension"/> is not set.
    /// </summary>
    /// <param name="options">Which service, and how it is asked.</param>
    /// <param name="logger">Where it says that a service is left alone. Null: nowhere.</param>
    /// <param name="time">The clock. Null: the system's.</param>
    /// <param name="cancellationToken">Stops the probe.</param>
    /// <exception cref="ArgumentException">Options are missing or out of range; the message names every one.</exception>
    /// <exception cref="EmbedderException">The probe failed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static ValueTask<RemoteEmbedder> CreateAsync(
        RemoteEmbedderOptions options, ILogger<RemoteEmbedder>? logger = null, TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return CreateAsync(
            options, logger ?? NullLogger<RemoteEmbedder>.Instance, time ?? TimeProvider.System, Jitter(), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="EmbedderException">A batch gave no vectors.</exception>
    public ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (destination.Length != (long)texts.Length * Identity.Dimension)
        {
            throw new ArgumentException(
                $"{texts.Length} vectors of {Identity.Dimension} components do not make {destination.Length}.",
                nameof(destination));
        }

        return texts.IsEmpty ? default : EmbedAllAsync(texts, destination, cancellationToken);
    }

    /// <summary>What the embedder has done since it was created.</summary>
    public EmbedderStatistics GetStatistics() => _service.Tally.Snapshot(_service.Policy.IsPaused);

    /// <summary>Closes connections; calls under way fail.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _service.Dispose();
    }

    internal static async ValueTask<RemoteEmbedder> CreateAsync(
        RemoteEmbedderOptions options, ILogger logger, TimeProvider time, Func<double> random,
        CancellationToken cancellationToken)
    {
        var service = new EmbeddingService(options, logger, time, random);
        try
        {
            var dimension = options.Dimension
                ?? await ProbeAsync(service, options.ProbeTimeout, cancellationToken).ConfigureAwait(false);
            return new RemoteEmbedder(options, service, dimension);
        }
        catch
        {
            service.Dispose();
            throw;
        }
    }

    private static async ValueTask<int> ProbeAsync(
        EmbeddingService service, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var room = MemoryPool<float>.Shared.Rent(RemoteEmbedderOptions.DimensionBound);
        var rows = new ReplyRows(room.Memory[..RemoteEmbedderOptions.DimensionBound], rows: 1, dimension: 0);
        await service.EmbedAsync(new[] { ProbeText }, rows, timeout, cancellationToken).ConfigureAwait(false);
        return rows.Dimension;
    }

    private static Func<double> Jitter()
    {
        var (random, turn) = (new Random(), new Lock());
        return () =>
        {
            lock (turn)
                return random.NextDouble();
        };
    }

    private async ValueTask<EmbeddingUsage> EmbedAllAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken)
    {
        var batches = BatchPlan.Split(texts.Span, _batchTextsMax, _batchTokensMax);
        if (batches.Count == 1)
            return new EmbeddingUsage(await EmbedBatchAsync(texts, destination, cancellationToken).ConfigureAwait(false), 0);

        var tokens = 0;
        var width = new ParallelOptions { MaxDegreeOfParallelism = _concurrencyMax, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batches, width, async (batch, token) =>
        {
            var (start, count) = batch.GetOffsetAndLength(texts.Length);
            var vectors = destination.Slice(start * Identity.Dimension, count * Identity.Dimension);
            Interlocked.Add(ref tokens, await EmbedBatchAsync(texts[batch], vectors, token).ConfigureAwait(false));
        }).ConfigureAwait(false);
        return new EmbeddingUsage(tokens, 0);
    }

    private ValueTask<int> EmbedBatchAsync(
        ReadOnlyMemory<string> texts, Memory<float> vectors, CancellationToken cancellationToken) =>
        _service.EmbedAsync(texts, new ReplyRows(vectors, texts.Length, Identity.Dimension), _timeout, cancellationToken);
}
