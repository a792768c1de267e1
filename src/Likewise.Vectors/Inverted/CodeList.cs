using System.Diagnostics;
using System.Runtime.CompilerServices;
using Likewise.Vectors.Kernels;

namespace Likewise.Vectors.Inverted;

/// <summary>
/// Codes in groups of eight, as <see cref="Hamming"/> reads them, and the slot of each one's row. One writer at a time; any
/// number of readers.
/// </summary>
/// <remarks>
/// <para>An entry never changes its place, so a reader who goes through a list meets every entry that nobody touches. A removed
/// one leaves a hole, which the next addition fills. Room is never added in place: <see cref="Resized"/> makes another list, and
/// this one stays as it is for those who still read it. A code that is being written may be read torn: what it lets through is
/// scored by its row, under the row's stamp.</para>
/// <para>Lists come and go all the time, in all sizes. So they lie in the collected heap, unlike rows: native memory would not be
/// given back between those that stay.</para>
/// </remarks>
/// <param name="words">Words of 64 bits in a code.</param>
/// <param name="number">What the rows' places call it.</param>
/// <param name="capacity">Entries that it has room for, at least; groups are whole.</param>
internal sealed class CodeList(int words, int number, int capacity)
{
    private const int HeaderBytes = 24; // Of an array, and as many of this object.

    private readonly ulong[] _codes = new ulong[Whole(capacity) * words];
    private readonly int[] _slots = new int[Whole(capacity)];
    private int _used;
    private int _firstHole = -1;

    public int Number => number;

    public int Capacity => _slots.Length;

    /// <summary>Entries that are there.</summary>
    public int Count { get; private set; }

    /// <summary>Whether nothing may be added any more: its entries are on their way elsewhere.</summary>
    public bool IsClosed { get; set; }

    public long Bytes => (3L * HeaderBytes) + ((long)_codes.Length * sizeof(ulong)) + ((long)_slots.Length * sizeof(int));

    /// <summary>Places that may hold an entry.</summary>
    public int Places => Volatile.Read(ref _used);

    public int Groups => (Places + Hamming.Lanes - 1) / Hamming.Lanes;

    /// <summary>The first word of a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong Group(int group) => ref _codes[group * Hamming.Lanes * words];

    /// <summary>The slot of the row at a place; negative in a hole and where no entry was yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int SlotAt(int place) => Volatile.Read(ref _slots[place]) - 1;

    /// <summary>Reads the code at a place.</summary>
    public void ReadCode(int place, Span<ulong> code)
    {
        for (var i = 0; i < code.Length; i++)
            code[i] = Word(place, i);
    }

    /// <returns>False when there is no room.</returns>
    public bool TryAdd(ReadOnlySpan<ulong> code, int slot)
    {
        Debug.Assert(code.Length == words && slot >= 0);
        var place = _firstHole >= 0 ? _firstHole : _used;
        if (place == Capacity)
            return false;

        if (_firstHole >= 0)
            _firstHole = NextHole(_slots[place]);
        for (var i = 0; i < code.Length; i++)
            Word(place, i) = code[i];
        Volatile.Write(ref _slots[place], slot + 1);
        if (place == _used)
            Volatile.Write(ref _used, place + 1);
        Count++;
        return true;
    }

    /// <summary>Takes out the entry of a row that is there.</summary>
    public void Remove(int slot)
    {
        var place = _slots.AsSpan(0, _used).IndexOf(slot + 1);
        Debug.Assert(place >= 0);
        Volatile.Write(ref _slots[place], HoleBefore(_firstHole));
        _firstHole = place;
        Count--;
    }

    /// <summary>Another list of the same entries, without holes.</summary>
    /// <param name="capacityMin">Entries that it has room for.</param>
    public CodeList Resized(int capacityMin)
    {
        var list = new CodeList(words, number, capacityMin);
        CopyTo(list, []);
        return list;
    }

    /// <summary>Another list of the same entries, whose rows have other slots.</summary>
    public CodeList Renamed(ReadOnlySpan<int> slots)
    {
        var list = new CodeList(words, number, Count);
        CopyTo(list, slots);
        return list;
    }

    private void CopyTo(CodeList list, ReadOnlySpan<int> slots)
    {
        Debug.Assert(list.Capacity >= Count);
        Span<ulong> code = stackalloc ulong[words];
        for (var place = 0; place < _used; place++)
        {
            if (SlotAt(place) is not (>= 0 and var slot))
                continue;

            ReadCode(place, code);
            list.TryAdd(code, slots.IsEmpty ? slot : slots[slot]);
        }
    }

    /// <summary>Holes are chained: −1 is the last, below that is the next one's place.</summary>
    private static int HoleBefore(int next) => -2 - next;

    private static int NextHole(int hole) => -2 - hole;

    /// <summary>At least one group, so that there is a first.</summary>
    private static int Whole(int entries) => (Math.Max(entries, 1) + Hamming.Lanes - 1) / Hamming.Lanes * Hamming.Lanes;

    private ref ulong Word(int place, int word) =>
        ref _codes[(((place / Hamming.Lanes * words) + word) * Hamming.Lanes) + (place % Hamming.Lanes)];
}
