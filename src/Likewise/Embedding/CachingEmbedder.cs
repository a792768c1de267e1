using System.Runtime.InteropServices;

namespace Likewise;

/// <summary>Remembers the vectors of the texts that are asked for most, so that those are not embedded again.</summary>
/// <remarks>
/// Of a text only its SHA-256 is kept. What stays when there is no more room is decided by W-TinyLFU: a text asked for often is
/// not driven out by many that are asked for once. A vector with a fault is passed on, never remembered. Vectors are those of
/// the embedder behind it, and so is the identity. The embedder behind it belongs to whoever made it.
/// </remarks>
public sealed class CachingEmbedder : IEmbedder
{
    private readonly IEmbedder _embedder;
    private readonly EmbeddingTable _table;
    private readonly int _dimension;

    /// <summary>Remembers nothing yet.</summary>
    /// <param name="embedder">What embeds texts that are not remembered.</param>
    /// <param name="textsMax">At least 1. Each text remembered takes 4 bytes a dimension and about 150 more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="textsMax"/> is less than 1.</exception>
    public CachingEmbedder(IEmbedder embedder, int textsMax)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentOutOfRangeException.ThrowIfLessThan(textsMax, 1);
        (_embedder, _dimension, Identity) = (embedder, embedder.Identity.Dimension, embedder.Identity);
        _table = new EmbeddingTable(_dimension, textsMax);
    }

    /// <inheritdoc/>
    public EmbedderIdentity Identity { get; }

    /// <summary>How many texts are remembered now.</summary>
    public int Count => _table.Count;

    /// <inheritdoc/>
    /// <remarks>Where every text is remembered, it has ended when it returns, and allocates nothing.</remarks>
    public ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken = default)
    {
        EmbeddingCheck.Length(destination.Length, texts.Length, _dimension);
        var (found, truncated) = (0, 0);
        Digest missing = default;
        while (found < texts.Length && TryRecall(texts.Span[found], Row(destination, found).Span, out missing, ref truncated))
            found++;

        return found == texts.Length
            ? ValueTask.FromResult(new EmbeddingUsage(0, truncated) { Remembered = found })
            : EmbedRestAsync(texts, destination, (found, missing), truncated, cancellationToken);
    }

    /// <summary>Takes up what a file holds, if it was made by the same embedder.</summary>
    /// <param name="path">What <see cref="SaveAsync"/> wrote.</param>
    /// <param name="cancellationToken">Stops; what was read so far is remembered.</param>
    /// <returns>How many texts were read; 0 where there is no file, or one of another embedder.</returns>
    /// <exception cref="InvalidDataException">The file is no such file, or damaged. Nothing was taken up.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async ValueTask<int> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        var rows = await EmbeddingFile.ReadAsync(path, Identity, cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
            _table.Add(row.Text, row.Vector, row.IsTruncated);
        return rows.Count;
    }

    /// <summary>Writes down what is remembered. A file that is there is replaced as a whole, or not at all.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="cancellationToken">Stops; the file is then as it was.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public ValueTask SaveAsync(string path, CancellationToken cancellationToken = default) =>
        EmbeddingFile.WriteAsync(path, Identity, _table.ToList(), cancellationToken);

    /// <summary>Embeds those that are missing together, the first of which is known.</summary>
    private async ValueTask<EmbeddingUsage> EmbedRestAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, (int At, Digest Text) first, int truncated,
        CancellationToken cancellationToken)
    {
        if (texts.Length == 1)
        {
            var alone = await _embedder.EmbedAsync(texts, destination, cancellationToken).ConfigureAwait(false);
            Remember(first.Text, destination.Span, alone.Truncated > 0);
            return alone;
        }

        var missing = new List<(int At, Digest Text)> { first };
        for (var at = first.At + 1; at < texts.Length; at++)
        {
            if (!TryRecall(texts.Span[at], Row(destination, at).Span, out var digest, ref truncated))
                missing.Add((at, digest));
        }

        var wanted = missing.Select(text => texts.Span[text.At]).ToArray();
        var vectors = new float[wanted.Length * _dimension];
        var usage = await _embedder.EmbedAsync(wanted, vectors, cancellationToken).ConfigureAwait(false);
        var cut = TruncatedTexts.Of(wanted, usage.Truncated);
        for (var at = 0; at < wanted.Length; at++)
        {
            var vector = vectors.AsSpan(at * _dimension, _dimension);
            vector.CopyTo(Row(destination, missing[at].At).Span);
            Remember(missing[at].Text, vector, cut[at]);
        }

        return new EmbeddingUsage(usage.Tokens, usage.Truncated + truncated)
        {
            Remembered = texts.Length - wanted.Length + usage.Remembered,
        };
    }

    private bool TryRecall(string text, Span<float> destination, out Digest digest, ref int truncated)
    {
        digest = Digest.Of(MemoryMarshal.AsBytes(text.AsSpan()));
        if (!_table.TryGet(digest, destination, out var isTruncated))
            return false;
        truncated += isTruncated ? 1 : 0;
        return true;
    }

    private void Remember(Digest text, ReadOnlySpan<float> vector, bool isTruncated)
    {
        if (EmbeddingCheck.FaultOf(vector) is null)
            _table.Add(text, vector, isTruncated);
    }

    private Memory<float> Row(Memory<float> rows, int at) => rows.Slice(at * _dimension, _dimension);
}
