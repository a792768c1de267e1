namespace Likewise;

/// <summary>One call of the embedder for several callers.</summary>
#pragma warning disable CA1001 // Its token source has no timer and no handle: nothing to dispose of, and no good moment to.
internal sealed class EmbeddingBatch
#pragma warning restore CA1001
{
    private readonly List<EmbeddingWait> _callers = [];
    private readonly CancellationTokenSource _left = new();
    private int _staying;

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

    /// <summary>Makes the call and gives each caller its share. Never throws: a fault goes to all callers.</summary>
    /// <param name="embed">Calls the embedder.</param>
    /// <param name="dimension">Of a vector.</param>
    public async Task RunAsync(
        Func<ReadOnlyMemory<string>, Memory<float>, CancellationToken, ValueTask<EmbeddingUsage>> embed, int dimension)
    {
        try
        {
            var texts = new string[Texts];
            var at = 0;
            foreach (var caller in _callers)
            {
                caller.Texts.Span.CopyTo(texts.AsSpan(at));
                at += caller.Texts.Length;
            }

            var vectors = new float[Texts * dimension];
            var usage = await embed(texts, vectors, _left.Token).ConfigureAwait(false);
            Share(usage, texts, vectors, dimension);
        }
#pragma warning disable CA1031 // Handed to every caller.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            foreach (var caller in _callers)
                caller.Fail(fault);
        }
    }

    /// <summary>Tokens go by characters, so that what all are told adds up to what the call took.</summary>
    private void Share(EmbeddingUsage usage, string[] texts, float[] vectors, int dimension)
    {
        var cut = TruncatedTexts.Of(texts, usage.Truncated);
        var (tokens, characters) = (usage.Tokens, Characters(texts));
        var first = 0;
        foreach (var caller in _callers)
        {
            var count = caller.Texts.Length;
            var own = Characters(caller.Texts.Span);
            var share = characters == 0 ? tokens : (int)((long)tokens * own / characters);
            (tokens, characters) = (tokens - share, characters - own);
            var truncated = cut.AsSpan(first, count).Count(true);
            caller.End(new EmbeddingUsage(share, truncated), vectors.AsMemory(first * dimension, count * dimension));
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
