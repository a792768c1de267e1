using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
/// given back between those that stay. One that was opened lies where it is mapped until it is replaced.</para>
/// </remarks>
internal sealed class CodeList
{
    private const int HeaderBytes = 24; // Of an array, and as many of this object.
    private const int NoHole = -1;

    private readonly ListMemory _memory;
    private readonly int _words;
    private int _used;
    private int _firstHole = NoHole;

    /// <param name="words">Words of 64 bits in a code.</param>
    /// <param name="number">What the rows' places call it.</param>
    /// <param name="capacity">Entries that it has room for, at least; groups are whole.</param>
    public CodeList(int words, int number, int capacity)
    {
        (_words, Number, Capacity) = (words, number, Whole(capacity));
        _memory = new ListMemory(words, Capacity);
    }

    /// <summary>A list that is there already.</summary>
    public CodeList(in ListRecord record, int words, ListMemory memory)
    {
        (_words, Number, Capacity, _memory) = (words, record.Number, record.Capacity, memory);
        (_used, _firstHole, Count) = (record.Places, record.FirstHole, record.Count);
    }

    public int Number { get; }

    public int Capacity { get; }

    /// <summary>Entries that are there.</summary>
    public int Count { get; private set; }

    /// <summary>Whether nothing may be added any more: its entries are on their way elsewhere.</summary>
    public bool IsClosed { get; set; }

    /// <summary>How many saves had begun when it was made: it does not change while a later one goes on.</summary>
    public int Saves { get; private init; }

    public long Bytes => (3L * HeaderBytes) + ListMemory.BytesOf(_words, Capacity);

    /// <summary>Places that may hold an entry.</summary>
    public int Places => Volatile.Read(ref _used);

    public int Groups => (Places + Hamming.Lanes - 1) / Hamming.Lanes;

    /// <summary>What a snapshot says of it.</summary>
    public ListRecord Record => new(Number, Capacity, _used, _firstHole, Count);

    /// <summary>The first word of a group. Whoever reads keeps the list alive meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong Group(int group) => ref _memory.Codes[group * Hamming.Lanes * _words];

    /// <summary>The slot of the row at a place; negative in a hole and where no entry was yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int SlotAt(int place)
    {
        var slot = Volatile.Read(ref _memory.Slots[place]) - 1;
        GC.KeepAlive(this);
        return slot;
    }

    /// <summary>Reads the code at a place.</summary>
    public void ReadCode(int place, Span<ulong> code)
    {
        for (var i = 0; i < code.Length; i++)
            code[i] = Word(place, i);
        GC.KeepAlive(this);
    }

    /// <returns>False when there is no room.</returns>
    public bool TryAdd(ReadOnlySpan<ulong> code, int slot)
    {
        Debug.Assert(code.Length == _words && slot >= 0);
        var place = _firstHole >= 0 ? _firstHole : _used;
        if (place == Capacity)
            return false;

        ref var entry = ref _memory.Slots[place];
        if (_firstHole >= 0)
            _firstHole = NextHole(entry);
        for (var i = 0; i < code.Length; i++)
            Word(place, i) = code[i];
        Volatile.Write(ref entry, slot + 1);
        if (place == _used)
            Volatile.Write(ref _used, place + 1);
        Count++;
        GC.KeepAlive(this);
        return true;
    }

    /// <summary>Takes out the entry of a row that is there.</summary>
    public void Remove(int slot)
    {
        var slots = _memory.Slots[.._used];
        var place = slots.IndexOf(slot + 1);
        Debug.Assert(place >= 0);
        Volatile.Write(ref slots[place], HoleBefore(_firstHole));
        _firstHole = place;
        Count--;
        GC.KeepAlive(this);
    }

    /// <summary>Another list, the same place by place.</summary>
    public CodeList Copy(int saves)
    {
        var copy = new CodeList(Record, _words, _memory.Copy()) { Saves = saves, IsClosed = IsClosed };
        GC.KeepAlive(this);
        return copy;
    }

    /// <summary>Another list of the same entries, without holes.</summary>
    /// <param name="capacityMin">Entries that it has room for.</param>
    public CodeList Resized(int capacityMin) => With(capacityMin, static slot => slot);

    /// <summary>Another list of the same entries, whose rows have other slots.</summary>
    public CodeList Renamed(int[] slots) => With(Count, slot => slots[slot]);

    /// <summary>Another list of some of the entries.</summary>
    /// <param name="capacityMin">Entries that it has room for.</param>
    /// <param name="slotOf">From a row's slot to its slot there, negative for one that is left out.</param>
    public CodeList With(int capacityMin, Func<int, int> slotOf)
    {
        var list = new CodeList(_words, Number, capacityMin);
        Span<ulong> code = stackalloc ulong[_words];
        for (var place = 0; place < _used; place++)
        {
            if (SlotAt(place) is not (>= 0 and var slot) || slotOf(slot) is not (>= 0 and var named))
                continue;

            ReadCode(place, code);
            list.TryAdd(code, named);
        }

        return list;
    }

    /// <summary>Copies everything as it is written to a file: without what holes held.</summary>
    /// <param name="image">Zeros. Shape [<see cref="ListMemory.ImageBytes"/>].</param>
    public void CopyTo(Span<byte> image)
    {
        var codes = MemoryMarshal.Cast<byte, ulong>(image)[..(Capacity * _words)];
        var slots = MemoryMarshal.Cast<byte, int>(image[(codes.Length * sizeof(ulong))..])[..Capacity];
        _memory.Codes.CopyTo(codes);
        _memory.Slots.CopyTo(slots);
        GC.KeepAlive(this);
        for (var place = 0; place < _used; place++)
        {
            for (var word = 0; word < (slots[place] > 0 ? 0 : _words); word++)
                codes[WordAt(place, word)] = 0;
        }
    }

    /// <summary>Holes are chained: −1 is the last, below that is the next one's place.</summary>
    private static int HoleBefore(int next) => -2 - next;

    /// <summary>In a damaged file a chain may lead anywhere: it ends there.</summary>
    private int NextHole(int hole) => -2 - hole is var next && next < _used ? Math.Max(next, NoHole) : NoHole;

    /// <summary>At least one group, so that there is a first.</summary>
    private static int Whole(int entries) => (Math.Max(entries, 1) + Hamming.Lanes - 1) / Hamming.Lanes * Hamming.Lanes;

    private int WordAt(int place, int word) =>
        (((place / Hamming.Lanes * _words) + word) * Hamming.Lanes) + (place % Hamming.Lanes);

    private ref ulong Word(int place, int word) => ref _memory.Codes[WordAt(place, word)];
}
