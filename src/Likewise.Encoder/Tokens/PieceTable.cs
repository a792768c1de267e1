using System.Diagnostics;
using System.Numerics;

namespace Likewise.Encoder;

/// <summary>Finds a piece's id by its text: open addressing, at most half full, one line of memory for most searches.</summary>
/// <remarks>Immutable. What is asked for cannot lengthen a search: how far it goes depends on the pieces alone.</remarks>
internal sealed class PieceTable
{
    private readonly Slot[] _slots;
    private readonly string _texts;
    private readonly int _shift;

    /// <param name="pieces">Texts, none empty, and their ids.</param>
    public PieceTable(IReadOnlyCollection<KeyValuePair<string, int>> pieces)
    {
        // At least two slots: a shift by 32 would be one by 0.
        var bits = BitOperations.Log2((uint)pieces.Count + 1) + 2;
        (_slots, _shift) = (new Slot[1 << bits], 32 - bits);
        _texts = string.Concat(pieces.Select(piece => piece.Key));
        var start = 0;
        foreach (var (text, id) in pieces)
        {
            Debug.Assert(text.Length > 0, "an empty slot is known by the length 0");
            var hash = PieceHash.Of(text);
            var at = FirstSlot(hash);
            while (_slots[at].Length != 0)
                at = NextSlot(at);
            _slots[at] = new Slot(hash, start, text.Length, id);
            start += text.Length;
            Longest = Math.Max(Longest, text.Length);
        }
    }

    private PieceTable(Slot[] slots, string texts)
    {
        (_slots, _texts, _shift) = (slots, texts, 32 - BitOperations.Log2((uint)slots.Length));
        foreach (ref readonly var slot in slots.AsSpan())
            Longest = Math.Max(Longest, slot.Length);
    }

    /// <summary>The length of the longest piece.</summary>
    public int Longest { get; }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static PieceTable Read(PackedReader packed) =>
        new(packed.Next<Slot>().ToArray(), packed.Next<char>().ToString());

    public void Write(PackedWriter packed)
    {
        packed.Append<Slot>(_slots);
        packed.Append<char>(_texts);
    }

    /// <param name="text">The text.</param>
    /// <param name="hash">Its <see cref="PieceHash"/>.</param>
    /// <param name="id">Its id; 0 where it is no piece.</param>
    public bool TryFind(ReadOnlySpan<char> text, uint hash, out int id)
    {
        for (var at = FirstSlot(hash); ; at = NextSlot(at))
        {
            ref readonly var slot = ref _slots[at];
            id = slot.Id;
            if (slot.Length == 0) return false;
            if (slot.Hash == hash && text.SequenceEqual(_texts.AsSpan(slot.Start, slot.Length))) return true;
        }
    }

    // A second multiplication: the polynomial's low bits are those of the last units alone.
    private int FirstSlot(uint hash) => (int)(hash * 0x85EBCA6B >> _shift);

    private int NextSlot(int at) => (at + 1) & (_slots.Length - 1);

    private readonly record struct Slot(uint Hash, int Start, int Length, int Id);
}
