using Likewise.Vectors.Kernels;

namespace Likewise.Vectors;

/// <summary>Holds unit vectors under keys and finds those closest to a query, by cosine.</summary>
/// <remarks>
/// Every member is safe for concurrent calls. A search takes no lock; changes wait for each other. What a search sees of changes
/// made meanwhile is told by each index.
/// </remarks>
public abstract partial class VectorIndex
{
    /// <summary>How far the length of a vector may be from 1.</summary>
    private const float UnitTolerance = 1e-3f;

    private protected VectorIndex(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, 65_536);
        Dimension = dimension;
    }

    /// <summary>Length of every vector.</summary>
    public int Dimension { get; }

    /// <summary>How many vectors are held.</summary>
    public abstract int Count { get; }

    /// <summary>Memory taken, in bytes: rows, dead ones included, and the map from keys to rows.</summary>
    public abstract long Bytes { get; }

    /// <summary>Adds a vector, or replaces the one that has this key. Searches that begin afterwards see it.</summary>
    /// <param name="key">The vector's name.</param>
    /// <param name="vector">Shape [<see cref="Dimension"/>], finite, length 1 within 1e-3. Copied.</param>
    /// <exception cref="ArgumentException">The vector is none of that; nothing has changed.</exception>
    public abstract void Add(long key, ReadOnlySpan<float> vector);

    /// <summary>Removes a vector. Searches that begin afterwards do not see it.</summary>
    /// <returns>False when no vector has this key.</returns>
    public abstract bool Remove(long key);

    /// <summary>Finds the vectors closest to a query.</summary>
    /// <param name="query">Shape [<see cref="Dimension"/>], finite, length 1 within 1e-3.</param>
    /// <param name="similarityMin">The least cosine to report, in [-1, 1].</param>
    /// <param name="destination">
    /// Receives the neighbours, closest first, among equals the smaller key first; its length is how many are wanted. Owned by
    /// the caller; what lies beyond the count returned is not written.
    /// </param>
    /// <returns>How many were written.</returns>
    /// <exception cref="ArgumentException">The query or the similarity is not as said.</exception>
    /// <remarks>Takes no lock and allocates nothing.</remarks>
    public abstract int Search(ReadOnlySpan<float> query, float similarityMin, Span<Neighbor> destination);

    /// <summary>
    /// Waits until what goes on in the background is done, so that every vector is where it will be found quickest. An index
    /// that nothing goes on in is settled at once.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting, not what is waited for.</param>
    /// <returns>Ends when nothing is left to do, if nothing changes meanwhile.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task SettleAsync(CancellationToken cancellationToken = default) => Settled.WaitAsync(cancellationToken);

    /// <summary>What goes on in the background.</summary>
    internal virtual Task Settled => Task.CompletedTask;

    /// <summary>How many rows there are, dead ones included: what <see cref="TryRead"/> may be asked for.</summary>
    internal abstract int Slots { get; }

    /// <summary>How often rows have changed their slots, all together.</summary>
    internal abstract int Moves { get; }

    /// <summary>Reads a row as it stands.</summary>
    /// <param name="slot">0 to <see cref="Slots"/>, that not included.</param>
    /// <param name="vector">
    /// Receives a vector of length 1, or as near as the index keeps it. Shape [<see cref="Dimension"/>].
    /// </param>
    /// <param name="key">Receives its key.</param>
    /// <returns>False when there is none, or it was written meanwhile; what was received means nothing then.</returns>
    internal abstract bool TryRead(int slot, Span<float> vector, out long key);

    /// <summary>What to multiply a vector with to bring it to length 1.</summary>
    private protected float ScaleOf(ReadOnlySpan<float> vector, string name) => ScaleOf(vector, Dimension, name);

    /// <exception cref="ArgumentException">The vector is not of this dimension, or not of length 1.</exception>
    internal static float ScaleOf(ReadOnlySpan<float> vector, int dimension, string name)
    {
        if (vector.Length != dimension)
            throw new ArgumentException($"The vector has {vector.Length} elements, the index has {dimension}.", name);

        var length = MathF.Sqrt(Dot.Product(vector, vector));
        var isUnit = MathF.Abs(length - 1) <= UnitTolerance; // False for NaN too.
        return isUnit ? 1 / length : throw new ArgumentException(
            $"The vector's length is {length}: it must be finite, and 1 within {UnitTolerance}.", name);
    }

    private protected static void ThrowIfNotNumber(float similarityMin)
    {
        if (float.IsNaN(similarityMin))
            throw new ArgumentException("The least similarity is not a number.", nameof(similarityMin));
    }
}
