namespace Likewise;

/// <summary>
/// What ends first leaves first. Entries of one length of life end in the order in which they came; of lives of about one
/// length, which differ by a quarter at most, the one that came first leaves first.
/// </summary>
internal sealed class SoonestToEndOrder : IEvictionOrder
{
    private readonly RankedQueues _queues = new();

    public OrderNode? Next => _queues.Least;

    public void Add(OrderNode node, long uses) => Put(node);

    public void Use(OrderNode node)
    {
        if (node.Rank == node.EndTicks)
            return;

        _queues.Remove(node);
        Put(node);
    }

    public void Remove(OrderNode node) => _queues.Remove(node);

    private void Put(OrderNode node)
    {
        var seconds = (double)(node.EndTicks - node.StartTicks) / TimeSpan.TicksPerSecond;
        _queues.Add(node, RankedQueues.ClassOf(seconds).Class, node.EndTicks);
    }
}
