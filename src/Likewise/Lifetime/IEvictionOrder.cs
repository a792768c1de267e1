namespace Likewise;

/// <summary>Decides who leaves first where there is no room. Every operation is O(1), amortised. Not thread-safe.</summary>
internal interface IEvictionOrder
{
    /// <summary>Who leaves next, as things stand; null when there is nobody.</summary>
    OrderNode? Next { get; }

    /// <summary>Takes in what was asked for and not there.</summary>
    /// <param name="node">It; in no order yet.</param>
    /// <param name="uses">How often it was used before it came: in an earlier run, or elsewhere.</param>
    void Add(OrderNode node, long uses);

    /// <summary>Notes a use.</summary>
    void Use(OrderNode node);

    void Remove(OrderNode node);
}
