using System.Diagnostics;

namespace Likewise;

/// <summary>The order of each policy.</summary>
internal static class EvictionOrders
{
    public static IEvictionOrder Of(EvictionPolicy policy) => policy switch
    {
        EvictionPolicy.TinyLfu => new TinyLfuOrder(),
        EvictionPolicy.Lru => new RecencyOrder(isMovedByUse: true),
        EvictionPolicy.Lfu => new FrequencyOrder(),
        EvictionPolicy.Fifo => new RecencyOrder(isMovedByUse: false),
        EvictionPolicy.SoonestToEnd => new SoonestToEndOrder(),
        EvictionPolicy.CostAware => new CostAwareOrder(),
        _ => throw new UnreachableException(),
    };

    /// <summary>What an order takes that holds nothing, some thousand bytes or more: the lists that it begins with.</summary>
    public static int BytesOf(EvictionPolicy policy) => policy switch
    {
        EvictionPolicy.CostAware or EvictionPolicy.SoonestToEnd => RankedQueues.Bytes,
        EvictionPolicy.Lfu => FrequencyOrder.Bytes,
        EvictionPolicy.TinyLfu => TinyLfuOrder.Bytes,
        _ => 1_000,
    };
}
