namespace Likewise;

/// <summary>
/// Keeps an embedder from being called by too many at once, and lets those who wait share a call: while few call, each calls
/// at once and alone; when all calls are taken, whoever comes waits, and the call that ends first makes room for one with
/// everybody who waits in it.
/// </summary>
/// <remarks>
/// So nobody waits for company, and company forms only where waiting is due anyway. A shared call that fails is made again by
/// halves, so that one text that an embedder refuses fails alone. Who cancels leaves at once; a call whose callers have all left
/// is cancelled, and no longer counts as one that runs. The embedder behind it belongs to whoever made it.
/// </remarks>
public sealed class BatchingEmbedder : IEmbedder
{
    private readonly IEmbedder _embedder;
    private readonly int _dimension, _callsMax, _textsMax, _waitingMax;
    private readonly Lock _lock = new();
    private readonly LinkedList<EmbeddingWait> _waiting = [];
    private int _calls;

    /// <summary>Puts an embedder behind a bounded number of calls.</summary>
    /// <param name="embedder">What embeds.</param>
    /// <param name="options">Limits. Copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public BatchingEmbedder(IEmbedder embedder, BatchingEmbedderOptions options)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.CallsMax, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchTextsMax, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.WaitingMax, nameof(options));
        (_embedder, _dimension, Identity) = (embedder, embedder.Identity.Dimension, embedder.Identity);
        (_callsMax, _textsMax, _waitingMax) = (options.CallsMax, options.BatchTextsMax, options.WaitingMax);
    }

    /// <inheritdoc/>
    public EmbedderIdentity Identity { get; }

    /// <summary>Calls that wait for room.</summary>
    internal int Waiting
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="EmbedderBusyException">As many wait already as may.</exception>
    public ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken = default)
    {
        EmbeddingCheck.Length(destination.Length, texts.Length, _dimension);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<EmbeddingUsage>(cancellationToken);

        if (texts.IsEmpty)
            return default;

        return Enter(texts) is { } wait
            ? WaitAsync(wait, destination, cancellationToken)
            : CallAsync(texts, destination, cancellationToken);
    }

    /// <returns>Null where a call may begin at once.</returns>
    private EmbeddingWait? Enter(ReadOnlyMemory<string> texts)
    {
        lock (_lock)
        {
            if (_calls < _callsMax)
            {
                _calls++;
                return null;
            }

            if (_waiting.Count >= _waitingMax)
                throw new EmbedderBusyException(_waitingMax);
            var wait = new EmbeddingWait(texts);
            wait.Place = _waiting.AddLast(wait);
            return wait;
        }
    }

    private ValueTask<EmbeddingUsage> CallAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken)
    {
        var isRunning = false;
        try
        {
            var call = _embedder.EmbedAsync(texts, destination, cancellationToken);
            isRunning = !call.IsCompleted;
            return isRunning ? HoldAsync(call, cancellationToken) : call;
        }
        finally
        {
            if (!isRunning)
                EndCall();
        }
    }

    /// <summary>
    /// Holds a call's room until it ends, or until nobody wants it any more: an embedder that hangs and does not listen must not
    /// keep everybody out for ever.
    /// </summary>
    private async ValueTask<EmbeddingUsage> HoldAsync(ValueTask<EmbeddingUsage> call, CancellationToken cancellationToken)
    {
        using var room = new Room(this, cancellationToken);
        return await call.ConfigureAwait(false);
    }

    private async ValueTask<EmbeddingUsage> WaitAsync(
        EmbeddingWait wait, Memory<float> destination, CancellationToken cancellationToken)
    {
        try
        {
            var share = await wait.Share.WaitAsync(cancellationToken).ConfigureAwait(false);
            share.Vectors.CopyTo(destination); // Here and not where the call ended: who has left wants nothing written.
            return share.Usage;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Leave(wait);
            throw;
        }
    }

    private void Leave(EmbeddingWait wait)
    {
        lock (_lock)
        {
            if (wait.Place is { List: not null } place)
                _waiting.Remove(place);
        }

        wait.Batch?.Leave();
    }

    /// <summary>Makes room: for those who wait, or for whoever comes next.</summary>
    private void EndCall()
    {
        EmbeddingBatch batch;
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _calls--;
                return;
            }

            batch = TakeBatch();
        }

        // Elsewhere: who has just got an answer is not kept to work for others.
        ThreadPool.UnsafeQueueUserWorkItem(
            static call => _ = call.self.RunAsync(call.batch), (self: this, batch), preferLocal: false);
    }

    private async Task RunAsync(EmbeddingBatch batch)
    {
        using var room = new Room(this, batch.Left);
        await batch.RunAsync(_embedder).ConfigureAwait(false);
    }

    /// <summary>Those who have waited longest, as far as they fit; one who alone is too many is a call alone.</summary>
    private EmbeddingBatch TakeBatch()
    {
        var batch = new EmbeddingBatch();
        while (_waiting.First is { } first && (batch.Texts == 0 || batch.Texts + first.Value.Texts.Length <= _textsMax))
        {
            _waiting.RemoveFirst();
            batch.Add(first.Value);
        }

        return batch;
    }

    /// <summary>The room of one call, given back once: when it ends, or when nobody wants it any more.</summary>
    private sealed class Room : IDisposable
    {
        private readonly BatchingEmbedder _owner;
        private readonly CancellationTokenRegistration _unwanted;
        private bool _isLeft;

        public Room(BatchingEmbedder owner, CancellationToken unwanted)
        {
            _owner = owner;
            _unwanted = unwanted.UnsafeRegister(static room => ((Room)room!).Leave(), this);
        }

        public void Dispose()
        {
            _unwanted.Dispose();
            Leave();
        }

        private void Leave()
        {
            if (!Interlocked.Exchange(ref _isLeft, true))
                _owner.EndCall();
        }
    }
}
