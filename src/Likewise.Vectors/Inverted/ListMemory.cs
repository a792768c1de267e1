using System.Runtime.CompilerServices;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>The codes of a list and the slots of their rows: in the collected heap, or where a file is mapped.</summary>
/// <remarks>Where it is mapped, it is there as long as this is referred to: its spans do not count.</remarks>
internal readonly struct ListMemory
{
    private readonly ulong[]? _codes;
    private readonly int[]? _slots;
    private readonly Region? _region;
    private readonly long _offset;
    private readonly int _words;
    private readonly int _capacity;

    /// <summary>Without entries.</summary>
    public ListMemory(int words, int capacity)
        : this(new ulong[capacity * words], new int[capacity])
    {
    }

    /// <summary>What lies in a region: the codes, then the slots.</summary>
    public ListMemory(Region region, long offset, int words, int capacity) =>
        (_region, _offset, _words, _capacity) = (region, offset, words * capacity, capacity);

    private ListMemory(ulong[] codes, int[] slots) =>
        (_codes, _slots, _words, _capacity) = (codes, slots, codes.Length, slots.Length);

    public Span<ulong> Codes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _region is null ? _codes : _region.Part<ulong>(_offset, _words);
    }

    public Span<int> Slots
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _region is null ? _slots : _region.Part<int>(_offset + ((long)_words * sizeof(ulong)), _capacity);
    }

    /// <summary>Bytes of so many codes and slots.</summary>
    public static long BytesOf(int words, int capacity) => (long)capacity * ((words * sizeof(ulong)) + sizeof(int));

    /// <summary>The same in a file, where each list begins at a multiple of 64 bytes.</summary>
    public static long ImageBytes(int words, int capacity) =>
        (BytesOf(words, capacity) + Region.Alignment - 1) / Region.Alignment * Region.Alignment;

    /// <summary>The same in the collected heap.</summary>
    public ListMemory Copy() => new(Codes.ToArray(), Slots.ToArray());
}
