using System.Diagnostics;
using System.Runtime.CompilerServices;
using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>
/// Codes in groups of eight, as <see cref="Hamming"/> reads them, and the slot of each one's row. One writer at a time; any
/// number of readers.
/// </summary>
/// <remarks>
/// An entry never changes its place, so a reader who goes through a list meets every entry that nobody touches. A removed one
/// leaves a hole, which the next addition fills. Room is never added in place: <see cref="Resized"/> makes another list, and this
/// one stays as it is for those who still read it. A code that is being written may be read torn: what it lets through is scored
/// by its row, under the row's stamp.
/// </remarks>
internal sealed unsafe class CodeList
{
    private readonly NativeRegion _memory;
    private readonly int _words;
    private readonly int* _slots;
    private int _used;
    private int _firstHole = -1;

    /// <param name="words">Words of 64 bits in a code.</param>
    /// <param name="number">What the rows' places call it.</param>
    /// <param name="capacity">Entries that it has room for, at least; groups are whole.</param>
    public CodeList(int words, int number, int capacity)
    {
        (_words, Number) = (words, number);
        Capacity = (capacity + Hamming.Lanes - 1) / Hamming.Lanes * Hamming.Lanes;
        var codeBytes = Capacity * words * sizeof(ulong);
        _memory = new NativeRegion(codeBytes + (Capacity * sizeof(int)));
        _slots = (int*)(_memory.Start + codeBytes);
        new Span<int>(_slots, Capacity).Fill(-1);
    }

    public int Number { get; }

    public int Capacity { get; }

    /// <summary>Entries that are there.</summary>
    public int Count { get; private set; }

    /// <summary>Whether nothing may be added any more: its entries are on their way elsewhere.</summary>
    public bool IsClosed { get; set; }

    public long Bytes => _memory.Length;

    /// <summary>Places that may hold an entry.</summary>
    public int Places => Volatile.Read(ref _used);

    public int Groups => (Places + Hamming.Lanes - 1) / Hamming.Lanes;

    /// <summary>The first word of a group. Whoever reads keeps the list alive meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong Group(int group) =>
        ref Unsafe.AsRef<ulong>(_memory.Start + ((long)group * Hamming.Lanes * _words * sizeof(ulong)));

    /// <summary>The slot of the row at a place; negative in a hole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int SlotAt(int place) => Volatile.Read(ref _slots[place]);

    public void KeepAlive() => GC.KeepAlive(_memory);

    /// <summary>Reads the code at a place.</summary>
    public void ReadCode(int place, Span<ulong> code)
    {
        ref var word = ref FirstWord(place);
        for (var i = 0; i < code.Length; i++)
            code[i] = Unsafe.Add(ref word, i * Hamming.Lanes);
        KeepAlive();
    }

    /// <returns>False when there is no room.</returns>
    public bool TryAdd(ReadOnlySpan<ulong> code, int slot)
    {
        Debug.Assert(code.Length == _words && slot >= 0);
        var place = _firstHole;
        if (place < 0 && _used == Capacity)
            return false;

        if (place < 0)
            place = _used;
        else
            _firstHole = NextHole(_slots[place]);
        ref var word = ref FirstWord(place);
        for (var i = 0; i < code.Length; i++)
            Unsafe.Add(ref word, i * Hamming.Lanes) = code[i];
        Volatile.Write(ref _slots[place], slot);
        if (place == _used)
            Volatile.Write(ref _used, place + 1);
        Count++;
        KeepAlive();
        return true;
    }

    /// <summary>Takes out the entry of a row that is there.</summary>
    public void Remove(int slot)
    {
        var place = new ReadOnlySpan<int>(_slots, _used).IndexOf(slot);
        Debug.Assert(place >= 0);
        Volatile.Write(ref _slots[place], HoleBefore(_firstHole));
        _firstHole = place;
        Count--;
        KeepAlive();
    }

    /// <summary>Another list of the same entries, without holes.</summary>
    public CodeList Resized(int capacity)
    {
        Debug.Assert(capacity >= Count);
        var list = new CodeList(_words, Number, capacity);
        CopyTo(list, []);
        return list;
    }

    /// <summary>Another list of the same entries, whose rows have other slots.</summary>
    public CodeList Renamed(ReadOnlySpan<int> slots)
    {
        var list = new CodeList(_words, Number, Count);
        CopyTo(list, slots);
        return list;
    }

    /// <summary>Adds every entry to a list that has room for them.</summary>
    private void CopyTo(CodeList list, ReadOnlySpan<int> slots)
    {
        Span<ulong> code = stackalloc ulong[_words];
        for (var place = 0; place < _used; place++)
        {
            if (_slots[place] < 0)
                continue;

            ReadCode(place, code);
            list.TryAdd(code, slots.IsEmpty ? _slots[place] : slots[_slots[place]]);
        }
    }

    /// <summary>Holes are chained: −2 is the last, below that is the next one's place.</summary>
    private static int HoleBefore(int next) => -3 - next;

    private static int NextHole(int hole) => -3 - hole;

    private ref ulong FirstWord(int place) => ref Unsafe.Add(ref Group(place / Hamming.Lanes), place % Hamming.Lanes);
}
