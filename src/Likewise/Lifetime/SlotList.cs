namespace Likewise;

/// <summary>
/// Slots in an order, linked through an array that several lists share; a slot is in one of them. Every operation is O(1).
/// </summary>
internal sealed class SlotList(SlotList.Link[] links)
{
    private const int None = -1;

    private int _first = None;

    public int Count { get; private set; }

    /// <summary>The slot at the end; -1 when there is none.</summary>
    public int Last { get; private set; } = None;

    public void AddFirst(int slot)
    {
        links[slot] = new Link(None, _first);
        if (_first == None)
            Last = slot;
        else
            links[_first] = links[_first] with { Before = slot };
        _first = slot;
        Count++;
    }

    public void Remove(int slot)
    {
        var (before, after) = links[slot];
        if (before == None)
            _first = after;
        else
            links[before] = links[before] with { After = after };

        if (after == None)
            Last = before;
        else
            links[after] = links[after] with { Before = before };
        Count--;
    }

    internal readonly record struct Link(int Before, int After);
}
