namespace Likewise;

/// <summary>What was used last leaves last; or what came last, where uses move nothing.</summary>
internal sealed class RecencyOrder(bool isMovedByUse) : IEvictionOrder
{
    private readonly OrderList _all = new();

    public OrderNode? Next => _all.Oldest;

    public void Add(OrderNode node, long uses) => _all.Add(node);

    public void Use(OrderNode node)
    {
        if (!isMovedByUse)
            return;

        _all.Remove(node);
        _all.Add(node);
    }

    public void Remove(OrderNode node) => _all.Remove(node);
}
