using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Likewise.Vectors.Storage;

/// <summary>A region in a pinned array. It comes zeroed.</summary>
internal sealed unsafe class PinnedRegion : Region
{
    private readonly byte[] _array;

    public PinnedRegion(int length)
        : this(GC.AllocateArray<byte>(checked(length + Alignment), pinned: true), length)
    {
    }

    private PinnedRegion(byte[] array, int length)
        : base(FirstAligned(array), length)
    {
        Debug.Assert((nuint)Start % Alignment == 0);
        _array = array;
        Debug.Assert(_array.Length >= length);
    }

    // Sound because the array is pinned: the address is a number that stays true.
    private static byte* FirstAligned(byte[] array) =>
        (byte*)(((nuint)Unsafe.AsPointer(ref array[0]) + Alignment - 1) / Alignment * Alignment);
}
