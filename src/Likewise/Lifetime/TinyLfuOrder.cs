namespace Likewise;

/// <summary>
/// W-TinyLFU (Einziger, Friedman and Manes, "TinyLFU: A Highly Efficient Cache Admission Policy", 2017). What is new enters a
/// small window; what leaves the window stays only when it was asked for more often than what would have to go for it, so that a
/// sweep of things asked for once drives nothing popular out.
/// </summary>
/// <remarks>
/// <para>The parts are shares of what is held now, so that limits may change and may be of bytes. A miss is told to the sketch
/// when its answer is added: what is asked for and never stored could not have been a hit.</para>
/// <para>One departure: a tie goes to the newcomer where the other has not been used while twice as much came as is held.
/// Recency would have let it go long ago, and where other things become popular, or everything would fit, those who have merely
/// come first would keep the newcomers out until the sketch forgets.</para>
/// </remarks>
internal sealed class TinyLfuOrder : IEvictionOrder
{
    /// <summary>Shares of the paper: a window of 1 %, and four fifths of the rest for what was asked for again.</summary>
    private const int WindowPart = 100, ProtectedTenths = 8;

    /// <summary>At 1 a loop twice as long as there is room for is never learned: 0051 has the figures.</summary>
    private const int StaleAfter = 2;

    private readonly FrequencySketch _seen = new();
    private readonly OrderList _window = new(), _probation = new(), _protected = new();
    private OrderNode? _newcomer;
    private long _came;

    public int Count => _window.Count + _probation.Count + _protected.Count;

    /// <summary>What left the window last, against the oldest of the rest: who was asked for less often goes.</summary>
    public OrderNode? Next
    {
        get
        {
            var settled = _probation.Oldest;
            if (_newcomer is not { } newcomer)
                return settled ?? _protected.Oldest ?? _window.Oldest;

            settled = settled == newcomer ? _protected.Oldest : settled;
            return settled is null || !IsMoreWanted(newcomer, settled) ? newcomer : settled;
        }
    }

    public void Add(OrderNode node, long uses)
    {
        node.Rank = _came++;
        _seen.MakeRoom(Count + 1);
        _seen.Begin(node.Hash, uses);
        if (uses > 0)
        {
            Put(node, Part.Protected); // None is demoted for it: while a cache fills up, shares say little.
            return;
        }

        Put(node, Part.Window);
        if (_window.Count > Math.Max(1, Count / WindowPart))
        {
            _newcomer = _window.Oldest!; // It holds one at least.
            _window.Remove(_newcomer);
            Put(_newcomer, Part.Probation);
        }
    }

    public void Use(OrderNode node)
    {
        _seen.Increment(node.Hash);
        node.Rank = _came;
        var part = (Part)node.Place;
        Remove(node);
        if (part == Part.Window)
            Put(node, part);
        else
            Protect(node);
    }

    public void Remove(OrderNode node)
    {
        ListOf((Part)node.Place).Remove(node);
        if (node == _newcomer)
            _newcomer = null;
    }

    private bool IsMoreWanted(OrderNode newcomer, OrderNode settled)
    {
        var (asked, askedBefore) = (_seen.Estimate(newcomer.Hash), _seen.Estimate(settled.Hash));
        return asked > askedBefore || (asked == askedBefore && _came - settled.Rank > (long)StaleAfter * Count);
    }

    private void Protect(OrderNode node)
    {
        Put(node, Part.Protected);
        if (_protected.Count <= (Count - _window.Count) * ProtectedTenths / 10)
            return;

        var demoted = _protected.Oldest!; // The node itself, where there is no other.
        _protected.Remove(demoted);
        Put(demoted, Part.Probation);
    }

    private void Put(OrderNode node, Part part)
    {
        node.Place = (int)part;
        ListOf(part).Add(node);
    }

    private OrderList ListOf(Part part) => part switch
    {
        Part.Window => _window,
        Part.Probation => _probation,
        _ => _protected,
    };

    private enum Part
    {
        Window,
        Probation,
        Protected,
    }
}
