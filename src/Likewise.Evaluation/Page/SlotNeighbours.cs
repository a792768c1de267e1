using Likewise.Vectors;

namespace Likewise.Evaluation;

/// <summary>An utterance, and one of the same intent that is close to it.</summary>
internal readonly record struct SlotNeighbour(string Asked, string Stored, SlotDifference Kind);

/// <summary>
/// For each utterance and each way in which slots can differ, the closest other utterance of its intent: the worst that could lie
/// in a cache.
/// </summary>
internal static class SlotNeighbours
{
    /// <summary>How many of the closest are looked at; beyond them nothing is close any more.</summary>
    private const int Looked = 100;

    public static IReadOnlyList<SlotNeighbour> Find(IReadOnlyList<SlottedUtterance> utterances, PreparedEmbedder embedder)
    {
        var found = new List<SlotNeighbour>();
        foreach (var intent in utterances.DistinctBy(one => one.Text).GroupBy(one => one.Intent, StringComparer.Ordinal))
            found.AddRange(FindIn([.. intent], embedder));
        return found;
    }

    private static IEnumerable<SlotNeighbour> FindIn(SlottedUtterance[] utterances, PreparedEmbedder embedder)
    {
        var index = new FlatIndex(embedder.Identity.Dimension);
        for (var at = 0; at < utterances.Length; at++)
            index.Add(at, embedder.VectorOf(utterances[at].Text));

        var found = new SlotNeighbour?[utterances.Length][];
        Parallel.For(0, utterances.Length, at => found[at] = ClosestTo(at, utterances, index, embedder));
        return found.SelectMany(kinds => kinds).OfType<SlotNeighbour>();
    }

    /// <summary>The closest of each kind, where there is one.</summary>
    private static SlotNeighbour?[] ClosestTo(
        int at, SlottedUtterance[] utterances, FlatIndex index, PreparedEmbedder embedder)
    {
        Span<Neighbor> nearest = new Neighbor[Looked];
        nearest = nearest[..index.Search(embedder.VectorOf(utterances[at].Text), similarityMin: -1, nearest)];
        var closest = new SlotNeighbour?[3];
        foreach (var neighbor in nearest)
        {
            var other = utterances[neighbor.Key];
            var kind = utterances[at].DifferenceTo(other);
            if (neighbor.Key != at)
                closest[(int)kind] ??= new SlotNeighbour(utterances[at].Text, other.Text, kind);
        }

        return closest;
    }
}
