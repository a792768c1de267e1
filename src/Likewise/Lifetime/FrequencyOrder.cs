namespace Likewise;

/// <summary>
/// What was used least often leaves first, and of those the one not used for longest: one list for each number of uses (Shah,
/// Mitra and Matani, "An O(1) algorithm for implementing the LFU cache eviction scheme", 2010). Once everything was used ten
/// times on average, all numbers are halved, so that fame fades; two lists become one, and no node is touched for it.
/// </summary>
internal sealed class FrequencyOrder : IEvictionOrder
{
    /// <summary>What it takes while it is empty.</summary>
    public const int Bytes = (UsesMax + 1) * OrderList.Bytes;

    private const int UsesMax = 63, UsesPerNode = 10;

    private readonly OrderList[] _byUses = [.. Enumerable.Range(0, UsesMax + 1).Select(_ => new OrderList())];
    private int _count, _halvings;
    private long _uses;

    public OrderNode? Next => Array.Find(_byUses, list => list.Count > 0)?.Oldest;

    public void Add(OrderNode node, long uses)
    {
        _count++;
        Put(node, (int)Math.Min(uses, UsesMax - 1) + 1);
    }

    public void Use(OrderNode node)
    {
        var uses = UsesOf(node);
        _byUses[uses].Remove(node);
        Put(node, Math.Min(uses + 1, UsesMax));
        if (++_uses >= (long)UsesPerNode * _count)
            Halve();
    }

    public void Remove(OrderNode node)
    {
        _byUses[UsesOf(node)].Remove(node);
        _count--;
    }

    /// <summary>A node's place is of when it was put there; <see cref="OrderNode.Rank"/> says how many halvings ago.</summary>
    private int UsesOf(OrderNode node) => node.Place >> Math.Min(31, _halvings - (int)node.Rank);

    private void Put(OrderNode node, int uses)
    {
        (node.Place, node.Rank) = (uses, _halvings);
        _byUses[uses].Add(node);
    }

    private void Halve()
    {
        for (var uses = 1; uses <= UsesMax; uses++)
            _byUses[uses / 2].Take(_byUses[uses]);
        _halvings++;
        _uses = 0;
    }
}
