namespace Likewise;

/// <summary>
/// What an <see cref="IEvictionOrder"/> puts in order, linked through itself: nothing is copied as a cache grows. The links and
/// marks belong to the one order that it is in.
/// </summary>
internal abstract class OrderNode
{
    /// <summary>What it is called by in a sketch; uniform, and the same after it has left and come back.</summary>
    public abstract ulong Hash { get; }

    /// <summary>When it began, in ticks since the year 1.</summary>
    public virtual long StartTicks => 0;

    /// <summary>When it ends, as far as is known now, in ticks since the year 1.</summary>
    public virtual long EndTicks => long.MaxValue;

    /// <summary>What one more use of it saves, for each byte that it takes. Positive.</summary>
    public virtual double Worth => 1;

    /// <summary>The neighbour that leaves before this one.</summary>
    public OrderNode? Older { get; set; }

    /// <summary>The neighbour that leaves after this one.</summary>
    public OrderNode? Newer { get; set; }

    /// <summary>Which of an order's lists it is in.</summary>
    public int Place { get; set; }

    /// <summary>Where it stands among those of other lists; each order has its own scale.</summary>
    public double Rank { get; set; }
}
