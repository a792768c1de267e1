namespace Likewise.Vectors.Graph;

/// <summary>How a level goes on hanging together when a row leaves.</summary>
internal sealed partial class GraphLayer
{
    /// <summary>Sees to it that the neighbours of the row that leaves can be reached from each other without it.</summary>
    private void HoldTogether(ReadOnlySpan<ulong> pairs, ReadOnlySpan<int> neighbors)
    {
        Span<int> groups = stackalloc int[neighbors.Length];
        for (var i = 0; i < groups.Length; i++)
            groups[i] = i;

        // 1. Those that are linked hold each other.
        foreach (var pair in pairs)
        {
            var (one, other) = PlacesOf(pair);
            if (groups[one] != groups[other] && AreLinked(neighbors[one], neighbors[other]))
                groups.Replace(groups[one], groups[other]);
        }

        // 2. Others are linked, the nearest first.
        foreach (var pair in pairs)
        {
            var (one, other) = PlacesOf(pair);
            if (groups[one] != groups[other] && TryConnect(neighbors[one], neighbors[other], isNeeded: true))
                groups.Replace(groups[one], groups[other]);
        }

        // 3. Those whose lists are full, of links that cannot be spared, may be held from farther away.
        foreach (var pair in pairs)
        {
            var (one, other) = PlacesOf(pair);
            if (groups[one] == groups[other])
                continue;
            Bridge(neighbors[one], neighbors[other]);
            groups.Replace(groups[one], groups[other]);
        }
    }

    /// <summary>Links the parts of the level that two rows are in, unless they are in the same.</summary>
    /// <remarks>
    /// It goes out from both rows, in turns, until it meets itself, or until all of one part has been seen: then any two rows
    /// will do. What is left open is a level in which every list is full and no three rows are linked with each other, so that
    /// no link can be spared. Lists of nearest neighbours are not like that.
    /// </remarks>
    private void Bridge(int one, int other)
    {
        var (near, far) = (new Part(one), new Part(other));
        while (!near.IsWhole)
        {
            foreach (var link in _view.LinksOf(near.Take()))
            {
                if (far.Holds(link))
                    return;
                if (link != _leaving)
                    near.See(link);
            }

            if (far.Rows.Count < near.Rows.Count)
                (near, far) = (far, near);
        }

        for (var i = 0; i < far.Rows.Count; i++)
        {
            var row = far.Rows[i];
            if (near.Rows.Exists(slot => TryConnect(slot, row, isNeeded: true)))
                return;
            foreach (var link in _view.LinksOf(row))
            {
                if (link != _leaving)
                    far.See(link);
            }
        }
    }

    /// <summary>What has been seen of a part of the level, going out from one row.</summary>
    private sealed class Part(int first)
    {
        private readonly HashSet<int> _seen = [first];
        private int _next;

        /// <summary>In the order in which they were seen.</summary>
        public List<int> Rows { get; } = [first];

        public bool IsWhole => _next == Rows.Count;

        public bool Holds(int slot) => _seen.Contains(slot);

        public int Take() => Rows[_next++];

        public void See(int slot)
        {
            if (_seen.Add(slot))
                Rows.Add(slot);
        }
    }
}
