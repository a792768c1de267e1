using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Likewise.Vectors.Storage;

/// <summary>
/// Memory that starts at a multiple of 64 bytes and never moves, so that no register-wide read straddles two lines.
/// </summary>
/// <remarks>
/// It is a pinned array, not native memory, on purpose: a search may still be in a block that the index has left behind, and the
/// collector knows when the last one has gone. It comes zeroed. What was opened lies in a region instead: then whoever reads
/// keeps the buffer alive meanwhile.
/// </remarks>
internal sealed class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    private readonly T[] _array = [];
    private readonly int _start;
    private readonly Region? _region;

    public AlignedBuffer(int length)
    {
        Debug.Assert(Alignment % Unsafe.SizeOf<T>() == 0);
        Length = length;
        _array = GC.AllocateArray<T>(checked(length + (Alignment / Unsafe.SizeOf<T>())), pinned: true);
        _start = Misalignment(ref _array[0]) is var over and > 0 ? (Alignment - over) / Unsafe.SizeOf<T>() : 0;
        Debug.Assert(length == 0 || Misalignment(ref this[0]) == 0);
    }

    /// <summary>What a region holds, all of it.</summary>
    public AlignedBuffer(Region region) =>
        (_region, Length) = (region, checked((int)(region.Length / Unsafe.SizeOf<T>())));

    public int Length { get; }

    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Span[index];
    }

    public Span<T> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _region is null ? _array.AsSpan(_start, Length) : _region.Part<T>(0, Length);
    }

    public Span<T> Slice(int start, int length) => Span.Slice(start, length);

    // Sound because the array is pinned: the address is a number that stays true.
    private static unsafe int Misalignment(ref T element) => (int)((nuint)Unsafe.AsPointer(ref element) % Alignment);
}
