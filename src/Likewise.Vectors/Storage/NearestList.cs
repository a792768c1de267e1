namespace Likewise.Vectors.Storage;

/// <summary>
/// The closest neighbours seen so far, closest first; among equals the smaller key first, so that the outcome does not depend on
/// the order in which they are seen. Holds each key once.
/// </summary>
internal ref struct NearestList(Span<Neighbor> destination, float similarityMin)
{
    private readonly Span<Neighbor> _destination = destination;

    public int Count { get; private set; }

    /// <summary>What is less similar than this cannot enter.</summary>
    public float Floor { get; private set; } = similarityMin;

    /// <summary>Takes a neighbour in, if it belongs in. One whose key is there already is passed over.</summary>
    public void Offer(Neighbor neighbor)
    {
        if (neighbor.Similarity < Floor || Holds(neighbor.Key))
            return;

        var isFull = Count == _destination.Length;
        if (isFull && !IsCloser(neighbor, _destination[^1]))
            return;

        var place = isFull ? Count - 1 : Count++;
        for (; place > 0 && IsCloser(neighbor, _destination[place - 1]); place--)
            _destination[place] = _destination[place - 1];
        _destination[place] = neighbor;

        if (Count == _destination.Length)
            Floor = _destination[^1].Similarity;
    }

    private readonly bool Holds(long key)
    {
        foreach (var held in _destination[..Count])
        {
            if (held.Key == key)
                return true;
        }

        return false;
    }

    private static bool IsCloser(Neighbor one, Neighbor other) =>
        one.Similarity > other.Similarity || (one.Similarity == other.Similarity && one.Key < other.Key);
}
