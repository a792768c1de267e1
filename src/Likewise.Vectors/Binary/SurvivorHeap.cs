using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Likewise.Vectors.Binary;

/// <summary>The rows nearest by code seen so far: the farthest on top, so that a nearer one can take its place.</summary>
internal ref struct SurvivorHeap
{
    private readonly Span<ulong> _rows; // Distance in the upper half, slot in the lower.
    private int _count;
    private int _least = int.MaxValue;

    public SurvivorHeap(Span<ulong> rows, int distanceMax)
    {
        Debug.Assert(!rows.IsEmpty);
        _rows = rows;
        DistanceMax = distanceMax;
    }

    /// <summary>What differs in more bits cannot enter.</summary>
    public int DistanceMax { get; private set; }

    public static int DistanceOf(ulong survivor) => (int)(survivor >> 32);

    public static int SlotOf(ulong survivor) => (int)(uint)survivor;

    /// <summary>Lets nothing in that differs in more bits: it would be of no use any more.</summary>
    public void Close(int distanceMax) => DistanceMax = Math.Min(DistanceMax, distanceMax);

    /// <returns>Whether it is nearer than all that were offered before.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Offer(int slot, int distance)
    {
        if (distance > DistanceMax)
            return false;

        var row = ((ulong)distance << 32) | (uint)slot;
        if (_count < _rows.Length)
            Rise(row);
        else
            Sink(row);
        if (_count == _rows.Length)
            DistanceMax = Math.Min(DistanceMax, DistanceOf(_rows[0]) - 1);

        var isNearest = distance < _least;
        _least = Math.Min(_least, distance);
        return isNearest;
    }

    /// <summary>The rows, nearest first. Ends the heap.</summary>
    public readonly ReadOnlySpan<ulong> Sort()
    {
        var rows = _rows[.._count];
        rows.Sort();
        return rows;
    }

    private void Rise(ulong row)
    {
        var place = _count++;
        for (; place > 0 && _rows[(place - 1) / 2] < row; place = (place - 1) / 2)
            _rows[place] = _rows[(place - 1) / 2];
        _rows[place] = row;
    }

    /// <summary>Puts a row in the place of the top one.</summary>
    private readonly void Sink(ulong row)
    {
        var place = 0;
        for (var child = 1; child < _count; child = (2 * place) + 1)
        {
            if (child + 1 < _count && _rows[child + 1] > _rows[child])
                child++;
            if (_rows[child] <= row)
                break;
            _rows[place] = _rows[child];
            place = child;
        }

        _rows[place] = row;
    }
}
