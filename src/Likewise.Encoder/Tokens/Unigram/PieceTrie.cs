using System.Diagnostics;

namespace Likewise.Encoder;

/// <summary>
/// Pieces by their units, so that all those that a text begins with are found on one way down. A node's children stand side by
/// side, ordered by unit; nodes are numbered level by level.
/// </summary>
internal sealed class PieceTrie
{
    /// <summary>The node that every way begins at.</summary>
    public const int Root = 0;

    private readonly int[] _firstChild;
    private readonly char[] _units;
    private readonly int[] _pieces;

    /// <param name="pieces">Texts, none empty, none twice, and their ids.</param>
    public PieceTrie(IEnumerable<KeyValuePair<string, int>> pieces)
    {
        var sorted = pieces.OrderBy(piece => piece.Key, StringComparer.Ordinal).ToArray();
        var (firstChild, units, ids) = (new List<int>(), new List<char> { '\0' }, new List<int> { -1 });
        var open = new Queue<(int From, int To, int Depth)>();
        open.Enqueue((0, sorted.Length, 0));
        while (open.TryDequeue(out var range))
        {
            firstChild.Add(units.Count);
            var (from, to, depth) = range;
            // The piece that ends at this node comes before those that go on.
            while (from < to && sorted[from].Key.Length == depth)
                from++;
            while (from < to)
            {
                var (unit, start) = (sorted[from].Key[depth], from);
                while (from < to && sorted[from].Key[depth] == unit)
                    from++;
                units.Add(unit);
                ids.Add(sorted[start].Key.Length == depth + 1 ? sorted[start].Value : -1);
                open.Enqueue((start, from, depth + 1));
            }
        }
        firstChild.Add(units.Count);
        (_firstChild, _units, _pieces) = ([.. firstChild], [.. units], [.. ids]);
        Debug.Assert(_firstChild.Length == _units.Length + 1, "the children of the last node end where the nodes end");
    }

    /// <summary>The node below another that a unit leads to; -1 where none does.</summary>
    public int Step(int node, char unit)
    {
        var (low, high) = (_firstChild[node], _firstChild[node + 1]);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_units[middle] < unit) low = middle + 1;
            else high = middle;
        }
        return low < _firstChild[node + 1] && _units[low] == unit ? low : -1;
    }

    /// <summary>The id of the piece that ends at a node; -1 where none does.</summary>
    public int PieceAt(int node) => _pieces[node];
}
