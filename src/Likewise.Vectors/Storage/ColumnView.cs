using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Likewise.Vectors.Storage;

/// <summary>One column of several blocks, for those who go from slot to slot all over them.</summary>
/// <remarks>Whoever reads through it keeps the blocks alive meanwhile, and asks for no slot beyond them.</remarks>
internal readonly unsafe struct ColumnView
{
    private readonly nint[] _starts; // Of the column in each block. Blocks do not move.
    private readonly int _rowBytes;
    private readonly uint _lastRow; // Of a block: one less than a power of two.

    public ColumnView(ReadOnlySpan<RowBlock> blocks, int column, RowColumn shape)
    {
        Debug.Assert(!shape.IsSliced);
        _rowBytes = shape.RowBytes;
        _lastRow = blocks.IsEmpty ? 0 : (uint)blocks[^1].Rows - 1;
        Debug.Assert((_lastRow & (_lastRow + 1)) == 0);
        _starts = new nint[blocks.Length];
        for (var i = 0; i < blocks.Length; i++)
            _starts[i] = (nint)Unsafe.AsPointer(ref blocks[i].First<byte>(column));
    }

    /// <summary>What the column holds of a row. Slots that cannot be, from a damaged file, lead nowhere but here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At<T>(int slot)
        where T : unmanaged => ref Unsafe.AsRef<T>(Address(slot));

    /// <summary>Asks for a row that will be read soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int slot)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Address(slot));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Address(int slot) =>
        (byte*)_starts[(uint)slot / RowTable.BlockRows] + (((uint)slot & _lastRow) * (uint)_rowBytes);
}
