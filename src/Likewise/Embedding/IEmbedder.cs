namespace Likewise;

/// <summary>Turns texts into unit vectors whose cosine says how alike the texts are in meaning.</summary>
/// <remarks>
/// Implementations are safe for concurrent calls and make the same vector of the same text whatever it is batched with.
/// The cache gives every call a deadline and checks count, finiteness and norm once, so that a faulty embedder costs a miss,
/// never a wrong answer.
/// </remarks>
public interface IEmbedder
{
    /// <summary>What makes two vectors comparable. Constant for the life of the embedder.</summary>
    EmbedderIdentity Identity { get; }

    /// <summary>Embeds texts, one row each, in the order given.</summary>
    /// <param name="texts">The texts. Shape [n]; any string, the empty one included.</param>
    /// <param name="destination">
    /// Receives the vectors, row after row, each of length 1. Shape [n × <see cref="EmbedderIdentity.Dimension"/>]. Owned by the
    /// caller, who must not touch it before the call ends.
    /// </param>
    /// <param name="cancellationToken">Stops waiting; the destination is then undefined.</param>
    /// <returns>What the call took, all texts together.</returns>
    /// <exception cref="ArgumentException">The destination's length is not n × dimension.</exception>
    ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken);
}
