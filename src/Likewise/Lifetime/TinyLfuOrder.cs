namespace Likewise;

/// <summary>
/// Decides which of a fixed number of slots to give up: W-TinyLFU (Einziger, Friedman and Manes, "TinyLFU: A Highly Efficient
/// Cache Admission Policy", 2017). What is new enters a small window; what leaves the window stays only when it was asked for
/// more often than what would have to go for it, so that a sweep of things asked for once drives nothing popular out. Every
/// operation is O(1). Not thread-safe.
/// </summary>
internal sealed class TinyLfuOrder
{
    /// <summary>Shares of the paper: a window of 1 %, and four fifths of the rest for what was asked for again.</summary>
    private const int WindowPart = 100, ProtectedTenths = 8;

    private readonly FrequencySketch _seen;
    private readonly ulong[] _hashes;
    private readonly SlotList[] _home;
    private readonly SlotList _window, _probation, _protected;
    private readonly int _windowMax, _protectedMax;

    /// <param name="capacity">How many slots there are, at least 1.</param>
    public TinyLfuOrder(int capacity)
    {
        Capacity = capacity;
        _seen = new FrequencySketch(capacity);
        _hashes = new ulong[capacity];
        _home = new SlotList[capacity];
        var links = new SlotList.Link[capacity];
        (_window, _probation, _protected) = (new SlotList(links), new SlotList(links), new SlotList(links));
        _windowMax = Math.Max(1, capacity / WindowPart);
        _protectedMax = (capacity - _windowMax) * ProtectedTenths / 10;
    }

    public int Capacity { get; }

    /// <summary>Slots in use.</summary>
    public int Count { get; private set; }

    /// <summary>Remembers that a thing was asked for, whether it is held or not.</summary>
    public void Ask(ulong hash) => _seen.Increment(hash);

    /// <summary>Remembers that what a slot holds was used.</summary>
    public void Use(int slot)
    {
        if (_home[slot] != _probation)
        {
            _home[slot].Remove(slot);
            _home[slot].AddFirst(slot);
            return;
        }

        Move(slot, _protected);
        if (_protected.Count > _protectedMax)
            Move(_protected.Last, _probation);
    }

    /// <summary>Finds a slot for a new thing.</summary>
    /// <param name="hash">The thing's.</param>
    /// <param name="slot">The slot.</param>
    /// <returns>Whether the slot held something, which has to go.</returns>
    public bool Take(ulong hash, out int slot)
    {
        var isTaken = Count == Capacity;
        slot = isTaken ? GiveUp() : Count++;
        _hashes[slot] = hash;
        _home[slot] = _window;
        _window.AddFirst(slot);
        if (_window.Count > _windowMax)
            Move(_window.Last, _probation);
        return isTaken;
    }

    /// <summary>The window's oldest against the oldest of the rest: who was asked for less often goes.</summary>
    private int GiveUp()
    {
        var newcomer = _window.Last;
        var settled = _probation.Count > 0 ? _probation.Last : _protected.Last;
        var goes = settled < 0 || _seen.Estimate(_hashes[newcomer]) <= _seen.Estimate(_hashes[settled]) ? newcomer : settled;
        _home[goes].Remove(goes);
        return goes;
    }

    private void Move(int slot, SlotList to)
    {
        _home[slot].Remove(slot);
        _home[slot] = to;
        to.AddFirst(slot);
    }
}
