namespace Likewise.Vectors.Graph;

/// <summary>What becomes of the neighbours of a row that leaves.</summary>
internal sealed partial class GraphLayer
{
    /// <summary>Links the neighbours of the row that leaves with each other, in the places that it leaves.</summary>
    /// <remarks>
    /// 1. Those that no links among themselves hold together are linked, the nearest first. 2. Each takes, in the place of the
    /// row that leaves, the nearest other one that is not dispensable to it. 3. Places that are still free go to the nearest
    /// whatever it is, so that lists do not grow shorter.
    /// </remarks>
    private void Mend(ReadOnlySpan<int> neighbors)
    {
        Span<ulong> pairs = stackalloc ulong[neighbors.Length * (neighbors.Length - 1) / 2];
        FindPairs(neighbors, pairs);
        HoldTogether(pairs, neighbors);
        foreach (var pair in pairs)
            Join(pair, neighbors, isChoosy: true);
        foreach (var pair in pairs)
            Join(pair, neighbors, isChoosy: false);
    }

    /// <summary>All pairs of the neighbours, nearest first: the distance in the upper half, the places in the lower.</summary>
    private void FindPairs(ReadOnlySpan<int> neighbors, Span<ulong> pairs)
    {
        var count = 0;
        for (var one = 1; one < neighbors.Length; one++)
        {
            for (var other = 0; other < one; other++)
            {
                var distance = _view.Distance(neighbors[one], neighbors[other]);
                pairs[count++] = ((ulong)distance << 32) | ((uint)one << 16) | (uint)other;
            }
        }

        pairs.Sort();
    }

    private static (int One, int Other) PlacesOf(ulong pair) => ((int)(pair >> 16) & 0xFFFF, (int)pair & 0xFFFF);

    private void Join(ulong pair, ReadOnlySpan<int> neighbors, bool isChoosy)
    {
        var (one, other) = (neighbors[PlacesOf(pair).One], neighbors[PlacesOf(pair).Other]);
        var (place, otherPlace) = (PlaceLeft(one), PlaceLeft(other));
        if (place < 0 || otherPlace < 0 || AreLinked(one, other))
            return;
        if (isChoosy && (HasNearer(one, other, (int)(pair >> 32)) || HasNearer(other, one, (int)(pair >> 32))))
            return;

        Connect(one, place, other);
        Connect(other, otherPlace, one);
    }

    private int PlaceLeft(int slot) => _view.Links(slot).IndexOf(_leaving);

    /// <summary>Whether another would be dispensable to a row.</summary>
    private bool HasNearer(int slot, int other, int distance)
    {
        foreach (var third in _view.LinksOf(slot))
        {
            if (third != _leaving && _view.Distance(third, other) <= distance && _view.Distance(third, slot) <= distance)
                return true;
        }

        return false;
    }
}
