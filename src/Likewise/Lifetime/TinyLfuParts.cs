namespace Likewise;

/// <summary>
/// The parts of W-TinyLFU: what is new is in a small window, what left it in probation, and what was used there is protected.
/// Who leaves is told by frequency, or by recency alone; that may change at any time, and nothing is moved for it.
/// </summary>
internal sealed class TinyLfuParts(FrequencySketch seen)
{
    /// <summary>Shares of the paper: a window of 1 %, and four fifths of the rest for what was asked for again.</summary>
    private const int WindowPart = 100, ProtectedTenths = 8;

    /// <summary>
    /// What is protected and was moved while less than a quarter as much was asked for as is held is left where it is: most
    /// that is popular, so that most hits touch no neighbour.
    /// </summary>
    private const int FreshPart = 4;

    /// <summary>More than one of a kind comes or goes only after a limit or the rule has changed.</summary>
    private const int MovesAtOnce = 2;

    private readonly OrderList _window = new(), _probation = new(), _protected = new();
    private OrderNode? _newcomer;
    private long _asked;

    public int Count { get; private set; }

    /// <summary>Whether the one not used for longest leaves, however often others were asked for.</summary>
    public bool IsByRecency { get; set; }

    /// <summary>Who leaves next.</summary>
    public OrderNode? Next
    {
        get
        {
            var settled = _probation.Oldest;
            if (IsByRecency)
                return Longer(_window.Oldest, Longer(settled, _protected.Oldest));
            // By frequency: what left the window last, against the oldest of the rest; who was asked for less often goes.
            if (_newcomer is not { } newcomer)
                return settled ?? _protected.Oldest ?? _window.Oldest;

            settled = settled == newcomer ? _protected.Oldest : settled;
            return settled is null || seen.Estimate(newcomer.Hash) <= seen.Estimate(settled.Hash) ? newcomer : settled;
        }
    }

    public void Add(OrderNode node, bool isKnown)
    {
        _asked++;
        Count++;
        if (isKnown)
        {
            Put(node, Part.Protected); // None is demoted for it: while a cache fills up, shares say little.
            return;
        }

        Put(node, Part.Window);
        for (var moves = 0; moves < MovesAtOnce && _window.Count > Math.Max(1, Count / WindowPart); moves++)
        {
            _newcomer = _window.Oldest!; // It holds one at least.
            _window.Remove(_newcomer);
            Join(_newcomer, Part.Probation);
        }
    }

    /// <returns>False where it was asked for so lately that this changes nothing.</returns>
    public bool Use(OrderNode node)
    {
        _asked++;
        var part = (Part)node.Place;
        if (part == Part.Protected && (_asked - node.Rank) * FreshPart < Count)
            return false;

        ListOf(part).Remove(node);
        Put(node, part == Part.Window ? part : Part.Protected);
        if (node == _newcomer)
            _newcomer = null;
        if (IsByRecency)
            return true;

        var protectedMax = (Count - _window.Count) * ProtectedTenths / 10;
        for (var moves = 0; moves < MovesAtOnce && _protected.Count > protectedMax; moves++)
        {
            var demoted = _protected.Oldest!; // The node itself, where there is no other.
            _protected.Remove(demoted);
            Join(demoted, Part.Probation);
        }

        return true;
    }

    public void Remove(OrderNode node)
    {
        Count--;
        ListOf((Part)node.Place).Remove(node);
        if (node == _newcomer)
            _newcomer = null;
    }

    private static OrderNode? Longer(OrderNode? one, OrderNode? other) =>
        one is null || other?.Rank < one.Rank ? other : one;

    private void Put(OrderNode node, Part part)
    {
        node.Rank = _asked;
        Join(node, part);
    }

    private void Join(OrderNode node, Part part)
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
