using System.Diagnostics;

namespace Likewise;

/// <summary>Nodes from the oldest to the newest, linked through themselves in a ring. Every operation is O(1).</summary>
internal sealed class OrderList
{
    /// <summary>What one takes while it is empty: itself, its ends, and who points at it.</summary>
    public const int Bytes = 88;

    private readonly Ends _ends = new();

    public OrderList() => (_ends.Older, _ends.Newer) = (_ends, _ends);

    public int Count { get; private set; }

    /// <summary>Null when there is none.</summary>
    public OrderNode? Oldest => _ends.Newer == _ends ? null : _ends.Newer;

    public void Add(OrderNode node)
    {
        Debug.Assert(node.Older is null, "A node is in one list at a time.");
        Link(_ends.Older!, node); // A ring has no ends.
        Link(node, _ends);
        Count++;
    }

    /// <param name="node">One of this list's.</param>
    public void Remove(OrderNode node)
    {
        Link(node.Older!, node.Newer!); // It is in this list, and so in the ring.
        (node.Older, node.Newer) = (null, null);
        Count--;
    }

    /// <summary>Makes another list's nodes the newest of this one, in their order, and leaves the other empty.</summary>
    public void Take(OrderList other)
    {
        if (other.Count == 0)
            return;

        Link(_ends.Older!, other._ends.Newer!);
        Link(other._ends.Older!, _ends);
        Link(other._ends, other._ends);
        Count += other.Count;
        other.Count = 0;
    }

    private static void Link(OrderNode older, OrderNode newer) => (older.Newer, newer.Older) = (newer, older);

    private sealed class Ends : OrderNode
    {
        public override ulong Hash => 0;
    }
}
