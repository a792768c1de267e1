using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Likewise.Vectors.Storage;

/// <summary>
/// Memory that starts at a multiple of 64 bytes and never moves, so that no register-wide read straddles two lines.
/// </summary>
/// <remarks>
/// It is a pinned array, not native memory, on purpose: a search may still be in a block that the index has left behind, and the
/// collector knows when the last one has gone. It comes zeroed.
/// </remarks>
internal sealed class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    private readonly T[] _array;
    private readonly int _start;

    public AlignedBuffer(int length)
    {
        Debug.Assert(Alignment % Unsafe.SizeOf<T>() == 0);
        Length = length;
        _array = GC.AllocateArray<T>(checked(length + (Alignment / Unsafe.SizeOf<T>())), pinned: true);
        _start = Misalignment(ref _array[0]) is var over and > 0 ? (Alignment - over) / Unsafe.SizeOf<T>() : 0;
        Debug.Assert(length == 0 || Misalignment(ref this[0]) == 0);
    }

    public int Length { get; }

    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _array[_start + index];
    }

    public Span<T> Span => _array.AsSpan(_start, Length);

    public Span<T> Slice(int start, int length) => Span.Slice(start, length);

    // Sound because the array is pinned: the address is a number that stays true.
    private static unsafe int Misalignment(ref T element) => (int)((nuint)Unsafe.AsPointer(ref element) % Alignment);
}
