namespace Likewise;

/// <summary>One call of the embedder for several callers.</summary>
#pragma warning disable CA1001 // Its token source has no timer and no handle: nothing to dispose of, and no good moment to.
internal sealed class EmbeddingBatch
#pragma warning restore CA1001
{
    private readonly List<EmbeddingWait> _callers = [];
    private readonly CancellationTokenSource _left = new();
    private int _staying;

    /// <summary>Cancelled when nobody wants it any more.</summary>
    public CancellationToken Left => _left.Token;

    /// <summary>How many texts are in it.</summary>
    public int Texts { get; private set; }

    public void Add(EmbeddingWait caller)
    {
        caller.Batch = this;
        _callers.Add(caller);
        _staying++;
        Texts += caller.Texts.Length;
    }

    /// <summary>One caller wants nothing more; with the last the call is cancelled.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _staying) == 0)
            _left.Cancel();
    }

    /// <summary>Makes the call and gives each caller its share. Never throws: a fault goes to those it concerns.</summary>
    public async Task RunAsync(IEmbedder embedder)
    {
        var call = new Call(embedder, Left);
        if (await call.TryAsync(_callers).ConfigureAwait(false) is { } fault)
            await SplitAsync(call, _callers, fault).ConfigureAwait(false);
    }

    /// <summary>
    /// After a failure: one text may be to blame, and its company is not to suffer for it. Where both halves fail it is the
    /// embedder, and nobody asks again.
    /// </summary>
    private static async Task SplitAsync(Call call, List<EmbeddingWait> callers, Exception fault)
    {
        if (callers.Count == 1)
        {
            callers[0].Fail(fault);
            return;
        }

        var (one, other) = (callers[..(callers.Count / 2)], callers[(callers.Count / 2)..]);
        var (oneFault, otherFault) = (
            await call.TryAsync(one).ConfigureAwait(false), await call.TryAsync(other).ConfigureAwait(false));
        if (oneFault is not null && otherFault is not null)
            callers.ForEach(caller => caller.Fail(fault));
        else if (oneFault is not null)
            await SplitAsync(call, one, oneFault).ConfigureAwait(false);
        else if (otherFault is not null)
            await SplitAsync(call, other, otherFault).ConfigureAwait(false);
    }

    private sealed record Call(IEmbedder Embedder, CancellationToken Left)
    {
        private int Dimension { get; } = Embedder.Identity.Dimension;

        /// <returns>What went wrong; null when every caller has its share.</returns>
        public async ValueTask<Exception?> TryAsync(IReadOnlyList<EmbeddingWait> callers)
        {
            try
            {
                var texts = callers.SelectMany(caller => caller.Texts.ToArray()).ToArray();
                var vectors = new float[texts.Length * Dimension];
                Share(callers, await Embedder.EmbedAsync(texts, vectors, Left).ConfigureAwait(false), texts, vectors);
                return null;
            }
#pragma warning disable CA1031 // Handed to the callers.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                return fault;
            }
        }

        /// <summary>Tokens go by characters, so that what all are told adds up to what the call took.</summary>
        private void Share(IReadOnlyList<EmbeddingWait> callers, EmbeddingUsage usage, string[] texts, float[] vectors)
        {
            var cut = TruncatedTexts.Of(texts, usage.Truncated);
            var (tokens, characters, first) = (usage.Tokens, Characters(texts), 0);
            foreach (var caller in callers)
            {
                var count = caller.Texts.Length;
                var own = Characters(caller.Texts.Span);
                var share = characters == 0 ? tokens : (int)((long)tokens * own / characters);
                (tokens, characters) = (tokens - share, characters - own);
                caller.End(
                    new EmbeddingUsage(share, cut.AsSpan(first, count).Count(true)),
                    vectors.AsMemory(first * Dimension, count * Dimension));
                first += count;
            }
        }

        private static long Characters(ReadOnlySpan<string> texts)
        {
            long sum = 0;
            foreach (var text in texts)
                sum += text.Length;
            return sum;
        }
    }
}
