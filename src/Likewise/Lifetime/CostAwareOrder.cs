namespace Likewise;

/// <summary>
/// What would save least leaves first: GreedyDual-Size-Frequency (Cherkasova, "Improving WWW Proxies Performance with
/// Greedy-Dual-Size-Frequency Caching Policy", HP Labs HPL-98-69R1, 1998). A node's rank is
/// <c>L + F × <see cref="OrderNode.Worth"/></c>, where F is how often it was asked for lately and L the rank of what left last:
/// so what is not used is overtaken by what comes, whatever it was worth.
/// </summary>
/// <remarks>
/// Two departures: F comes from a sketch, which fades and remembers what has left; and F × Worth is rounded to a quarter of an
/// octave, which makes the order O(1) (<see cref="RankedQueues"/>).
/// </remarks>
internal sealed class CostAwareOrder : IEvictionOrder
{
    private readonly RankedQueues _queues = new();
    private readonly FrequencySketch _seen = new();
    private int _count;
    private double _risen;

    public OrderNode? Next
    {
        get
        {
            var next = _queues.Least;
            _risen = Math.Max(_risen, next?.Rank ?? 0); // Who is asked for here is about to leave.
            return next;
        }
    }

    public void Add(OrderNode node, long uses)
    {
        _seen.MakeRoom(++_count);
        _seen.Begin(node.Hash, uses);
        Put(node);
    }

    public void Use(OrderNode node)
    {
        _seen.Increment(node.Hash);
        _queues.Remove(node);
        Put(node);
    }

    public void Remove(OrderNode node)
    {
        _queues.Remove(node);
        _count--;
    }

    private void Put(OrderNode node)
    {
        var (ofClass, saved) = RankedQueues.ClassOf(Math.Max(1, _seen.Estimate(node.Hash)) * node.Worth);
        _queues.Add(node, ofClass, _risen + saved);
    }
}
