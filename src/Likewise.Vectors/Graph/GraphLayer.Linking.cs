namespace Likewise.Vectors.Graph;

/// <summary>Which rows are linked.</summary>
internal sealed partial class GraphLayer
{
    /// <summary>A row should have this share of the links that it may have, at least: an eighth.</summary>
    private const int LeastShare = 8;

    private int _leaving = LayerView.None; // A row that is being removed: its place in a list is free.

    /// <summary>Whether a row may lose a link: one that has few may not, so that none ends up with hardly any.</summary>
    private bool CanLose(int slot) => _view.LinksOf(slot).Length > Math.Max(1, _linksMax / LeastShare);

    private bool AreLinked(int one, int other) => _view.Links(one).Contains(other);

    /// <summary>Links two rows that are not, unless one of them has better neighbours already.</summary>
    /// <param name="one">A row.</param>
    /// <param name="other">The other.</param>
    /// <param name="isNeeded">Whether better neighbours are no reason; only that none of them can be spared is.</param>
    private bool TryConnect(int one, int other, bool isNeeded)
    {
        var (place, otherPlace) = (PlaceFor(one, other, isNeeded), PlaceFor(other, one, isNeeded));
        if (place < 0 || otherPlace < 0)
            return false;

        Connect(one, place, other);
        Connect(other, otherPlace, one);
        return true;
    }

    /// <summary>Puts a row into a list; one that had the place is no longer linked.</summary>
    private void Connect(int slot, int place, int other)
    {
        ref var link = ref LinksToChange(slot)[place];
        var old = link;
        Volatile.Write(ref link, other); // The other row is whole before anyone is led to it.
        if (old >= 0 && old != _leaving)
            TakeOut(old, slot);
    }

    /// <summary>Takes a row out of a list, if it is there.</summary>
    private void TakeOut(int slot, int other)
    {
        var links = _view.Links(slot);
        var place = links.IndexOf(other);
        if (place < 0)
            return;

        var last = _view.LinksOf(slot).Length - 1;
        links = LinksToChange(slot);
        links[place] = links[last]; // First: a reader finds the last link twice rather than not at all.
        Volatile.Write(ref links[last], LayerView.None);
    }

    /// <summary>Where a row may go in another's list; negative when it may not.</summary>
    private int PlaceFor(int slot, int other, bool isNeeded)
    {
        var links = _view.LinksOf(slot);
        var left = _leaving < 0 ? -1 : links.IndexOf(_leaving);
        if (left >= 0)
            return left;
        return links.Length < _linksMax ? links.Length : PlaceOfWorst(slot, other, isNeeded);
    }

    /// <summary>The place in a full list whose row is the first to go for another; negative when the other is.</summary>
    /// <remarks>
    /// A row is dispensable when a nearer neighbour is no farther from it than the list's owner: there is a way round that is no
    /// longer at any step (the paper's algorithm 4 keeps the others). The farthest that is dispensable goes; when none is, the
    /// farthest.
    /// </remarks>
    private int PlaceOfWorst(int slot, int other, bool isNeeded)
    {
        ReadOnlySpan<int> links = _view.Links(slot);
        Span<int> distances = stackalloc int[links.Length];
        for (var i = 0; i < links.Length; i++)
            distances[i] = _view.Distance(slot, links[i]);
        var otherDistance = _view.Distance(slot, other);
        var worst = -1;
        var worstRank = isNeeded ? -1 : Rank(otherDistance, IsDispensable(other, otherDistance, links, distances));
        for (var i = 0; i < links.Length; i++)
        {
            if (Rank(distances[i], isDispensable: true) <= worstRank)
                continue;
            var rank = Rank(distances[i], IsDispensable(links[i], distances[i], links, distances));
            if (rank > worstRank && CanLose(links[i]) && ShareNeighbor(slot, links[i]))
                (worst, worstRank) = (i, rank);
        }

        return worst;

        static int Rank(int distance, bool isDispensable) => isDispensable ? distance + (1 << 16) : distance;
    }

    private bool IsDispensable(int other, int distance, ReadOnlySpan<int> links, ReadOnlySpan<int> distances)
    {
        for (var i = 0; i < links.Length; i++)
        {
            if (distances[i] <= distance && links[i] != other && _view.Distance(links[i], other) <= distance)
                return true;
        }

        return false;
    }

    private bool ShareNeighbor(int one, int other)
    {
        ReadOnlySpan<int> links = _view.Links(one);
        foreach (var third in _view.LinksOf(other))
        {
            if (third != _leaving && links.Contains(third))
                return true;
        }

        return false;
    }

    /// <summary>Puts a row without links between another and that one's farthest neighbour: nothing is cut off by it.</summary>
    private void Interpose(int slot, int other)
    {
        var links = LinksToChange(other);
        var place = 0;
        for (var i = 1; i < links.Length; i++)
        {
            if (_view.Distance(other, links[i]) > _view.Distance(other, links[place]))
                place = i;
        }

        var farthest = links[place];
        var between = LinksToChange(slot);
        (between[0], between[1]) = (other, farthest);
        Volatile.Write(ref links[place], slot);
        LinksToChange(farthest).Replace(other, slot);
    }
}
