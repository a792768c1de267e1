using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Likewise.Vectors.Graph;

/// <summary>What a walk over one level has seen, by distance: the rows to go on from, and those that it has been to.</summary>
/// <remarks>
/// <para>Distances are small whole numbers, so the queue is a chain of rows for each of them: to put a row in and to take the
/// nearest out takes a few steps however many there are. What is farther than the <c>width</c> nearest seen does not get in, and
/// the walk is over when nothing nearer is left to go on from: a beam search, as in the HNSW paper's algorithm 2.</para>
/// <para>Grows to what the widest walk on its thread has seen, and is used again: a walk allocates nothing once that has
/// happened. Which rows have been seen is a bit for each row of the largest level.</para>
/// </remarks>
internal sealed class Frontier
{
    private const int FirstLength = 1024;

    private ulong[] _marks = [];
    private int[] _slots = new int[FirstLength]; // Everything seen, in order.
    private int[] _next = new int[FirstLength]; // Chains of places in that, each one higher; 0 ends them.
    private int[] _open = [];
    private int[] _done = [];
    private int[] _passed = []; // How many got in, by distance.
    private int[] _reach = [];
    private int _count;
    private int _lowest; // No open row is nearer.
    private int _width;
    private int _within;
    private int _wanted;
    private int _withinWanted;
    private int _wantedMax;
    private int _max;

    /// <summary>How many rows have been seen.</summary>
    public int Count => _count;

    /// <summary>Forgets everything.</summary>
    /// <param name="slots">Of the level.</param>
    /// <param name="codeBits">The greatest distance.</param>
    /// <param name="width">How many of the nearest to go on from.</param>
    /// <param name="wanted">How many the walk is for.</param>
    /// <param name="reach">How near a row must be to go on from it, by the distance of the last that is wanted.</param>
    public void Begin(int slots, int codeBits, int width, int wanted, int[] reach)
    {
        Debug.Assert(width >= 1 && wanted >= 1 && reach.Length > codeBits);
        for (var i = 0; i < _count; i++)
            _marks[_slots[i] / 64] = 0;
        if (_marks.Length * 64 < slots)
            _marks = new ulong[Math.Max(slots / 64 + 1, _marks.Length * 5 / 4)];
        if (_open.Length <= codeBits)
            (_open, _done, _passed) = (new int[codeBits + 1], new int[codeBits + 1], new int[codeBits + 1]);
        Array.Clear(_open);
        Array.Clear(_done);
        Array.Clear(_passed);
        (_count, _lowest, _within, _withinWanted) = (0, codeBits + 1, 0, 0);
        (_width, _wanted, _reach) = (width, wanted, reach);
        _max = _wantedMax = codeBits;
    }

    /// <summary>Makes room for so many more rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EnsureRoom(int more)
    {
        if (_count + more > _slots.Length)
            Grow(more);
    }

    /// <summary>Notes that a row has been seen.</summary>
    /// <returns>Whether for the first time.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySee(int slot)
    {
        ref var word = ref _marks[(uint)slot / 64];
        var mark = 1UL << slot;
        if ((word & mark) != 0)
            return false;

        word |= mark;
        _slots[_count++] = slot;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Seen(int place) => _slots[place];

    /// <summary>Says how far a row is that has been seen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Place(int place, int distance)
    {
        if (distance > _max)
            return;

        ref var head = ref _open[distance];
        _next[place] = head;
        head = place + 1;
        _lowest = Math.Min(_lowest, distance);
        _passed[distance]++;
        for (_within++; _within - _passed[_max] >= _width; _max--)
            _within -= _passed[_max];
        if (distance > _wantedMax)
            return;

        for (_withinWanted++; _withinWanted - _passed[_wantedMax] >= _wanted; _wantedMax--)
            _withinWanted -= _passed[_wantedMax];
    }

    /// <summary>Takes the nearest row to go on from.</summary>
    /// <returns>False when the walk is over.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(out int slot)
    {
        var end = Math.Min(_max, _reach[_wantedMax]);
        while (_lowest <= end)
        {
            ref var head = ref _open[_lowest];
            if (head == 0)
            {
                _lowest++;
                continue;
            }

            var place = head - 1;
            slot = _slots[place];
            head = _next[place];
            _next[place] = _done[_lowest];
            _done[_lowest] = place + 1;
            return true;
        }

        slot = LayerView.None;
        return false;
    }

    /// <summary>The row that would be taken next, as far as is known without looking for it; or none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PeekNext() => _lowest < _open.Length && _open[_lowest] is not 0 and var head ? _slots[head - 1] : LayerView.None;

    /// <summary>The nearest rows that got in, nearest first: the distance in the upper half, the slot in the lower.</summary>
    /// <returns>How many were written.</returns>
    public int Read(Span<ulong> nearest)
    {
        var count = 0;
        for (var distance = 0; distance <= _max && count < nearest.Length; distance++)
        {
            count += ReadChain(_open[distance], distance, nearest[count..]);
            count += ReadChain(_done[distance], distance, nearest[count..]);
        }

        return count;
    }

    public static int DistanceOf(ulong found) => (int)(found >> 32);

    public static int SlotOf(ulong found) => (int)(uint)found;

    private int ReadChain(int head, int distance, Span<ulong> nearest)
    {
        var count = 0;
        for (; head != 0 && count < nearest.Length; head = _next[head - 1])
            nearest[count++] = ((ulong)distance << 32) | (uint)_slots[head - 1];
        return count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int more)
    {
        var length = Math.Max(2 * _slots.Length, _count + more);
        Array.Resize(ref _slots, length);
        Array.Resize(ref _next, length);
    }
}
