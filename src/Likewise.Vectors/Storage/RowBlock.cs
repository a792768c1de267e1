using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Likewise.Vectors.Storage;

/// <summary>
/// Rows in one piece of memory, each under a stamp that tells readers whether what they read was whole. One writer at a time; any
/// number of readers. The protocol is told in <see cref="RowTable"/>.
/// </summary>
internal sealed unsafe partial class RowBlock
{
    private readonly Region _memory;
    private readonly Region _slicedMemory;
    private readonly RowShape _shape;
    private readonly byte* _start;
    private readonly byte* _sliced; // Where the sliced columns begin, less their offset in the shape.

    public RowBlock(RowShape shape)
        : this(shape, new NativeRegion(shape.Bytes), 0)
    {
    }

    /// <summary>Rows that are there already: in a region, from an offset on.</summary>
    public RowBlock(RowShape shape, Region memory, long offset)
    {
        (_shape, _memory, _slicedMemory) = (shape, memory, memory);
        _start = memory.Start + offset;
        _sliced = _start;
    }

    private RowBlock(RowShape shape, Region memory, Region slicedMemory, long slicedOffset)
    {
        (_shape, _memory, _slicedMemory) = (shape, memory, slicedMemory);
        _start = memory.Start;
        _sliced = slicedMemory.Start + slicedOffset - shape.SlicedOffset;
    }

    /// <summary>Empty rows whose sliced columns lie in another region, from an offset on.</summary>
    public static RowBlock InTwoPieces(RowShape shape, Region slicedMemory, long slicedOffset) =>
        new(shape, new NativeRegion(shape.SlicedOffset), slicedMemory, slicedOffset);

    public int Rows => _shape.Rows;

    /// <summary>The whole block, as it is written to a file: of one that lies in one piece.</summary>
    public ReadOnlySpan<byte> Image
    {
        get
        {
            Debug.Assert(_sliced == _start);
            return new(_start, _shape.Bytes);
        }
    }

    /// <summary>In memory, wherever it lies.</summary>
    public int Bytes => _shape.Bytes;

    /// <summary>Keeps the memory that the block stands on: to be called after the last use of what lies in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void KeepAlive()
    {
        GC.KeepAlive(_memory);
        GC.KeepAlive(_slicedMemory);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Key(int row) => Keys[row];

    /// <summary>A dead row's key, which is free for its owner's use.</summary>
    public void SetDeadKey(int row, long key) => Keys[row] = key;

    /// <summary>
    /// The stamp in force, for <see cref="IsStill"/>: odd, the row is live and whole; even, it is dead or being written. What is
    /// read afterwards is not older than it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ushort Stamp(int row) => Volatile.Read(ref Stamps[row]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsLive(int row) => IsWhole(Stamp(row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWhole(ushort stamp) => (stamp & 1) != 0;

    /// <summary>Whether nothing that was read since the stamp was has changed meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsStill(int row, ushort stamp)
    {
        Volatile.ReadBarrier();
        var isStill = Volatile.Read(ref Stamps[row]) == stamp;
        KeepAlive();
        return isStill;
    }

    /// <summary>Makes the row dead and names it, so that it may be written until <see cref="EndWriting"/>.</summary>
    public void BeginWriting(int row, long key)
    {
        ref var stamp = ref Stamps[row];
        stamp = (ushort)((stamp | 1) + 1); // Even, and after the stamp in force.
        Volatile.WriteBarrier();
        Keys[row] = key;
    }

    public void EndWriting(int row) => Volatile.Write(ref Stamps[row], (ushort)(Stamps[row] + 1));

    /// <summary>Makes a live row dead. What it held stays until the row is used again.</summary>
    public void Erase(int row) => Volatile.Write(ref Stamps[row], (ushort)(Stamps[row] + 1));

    /// <summary>Where a column that is not sliced begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T First<T>(int column)
        where T : unmanaged => ref Unsafe.AsRef<T>(_start + _shape.Offset(column));

    /// <summary>Where a sliced column begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong FirstSliced(int column) => ref Unsafe.AsRef<ulong>(_sliced + _shape.Offset(column));

    /// <summary>What a column that is not sliced holds of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Row<T>(int column, int row)
        where T : unmanaged
    {
        var bytes = _shape.Columns[column].RowBytes;
        return new Span<T>(_start + _shape.Offset(column) + ((long)row * bytes), bytes / sizeof(T));
    }

    /// <summary>What a column that is not sliced holds of rows that follow each other.</summary>
    public Span<T> Slice<T>(int column, int firstRow, int rows)
        where T : unmanaged
    {
        var bytes = _shape.Columns[column].RowBytes;
        return new Span<T>(_start + _shape.Offset(column) + ((long)firstRow * bytes), rows * bytes / sizeof(T));
    }

    /// <summary>Writes a row's bits into a sliced column.</summary>
    public void WriteSliced(int column, int row, ReadOnlySpan<ulong> bits)
    {
        ref var word = ref SlicedWord(column, row);
        var place = row % 64;
        foreach (var part in bits)
        {
            for (var bit = 0; bit < 64; bit++)
            {
                word = (word & ~(1UL << place)) | (((part >> bit) & 1) << place);
                word = ref Unsafe.Add(ref word, RowColumn.StripRows / 64);
            }
        }
    }

    /// <summary>Copies a live row, bit for bit, into a dead row of a block that no reader sees yet.</summary>
    public void CopyRow(int row, RowBlock destination, int destinationRow)
    {
        destination.BeginWriting(destinationRow, Key(row));
        var columns = _shape.Columns;
        for (var column = 0; column < columns.Length; column++)
        {
            if (columns[column].IsSliced)
                CopySliced(column, row, destination, destinationRow);
            else
                Row<byte>(column, row).CopyTo(destination.Row<byte>(column, destinationRow));
        }

        destination.EndWriting(destinationRow);
    }

    private void CopySliced(int column, int row, RowBlock destination, int destinationRow)
    {
        Span<ulong> bits = stackalloc ulong[_shape.Columns[column].RowBytes / sizeof(ulong)];
        ReadSliced(column, row, bits);
        destination.WriteSliced(column, destinationRow, bits);
    }

    private void ReadSliced(int column, int row, Span<ulong> bits)
    {
        ref var word = ref SlicedWord(column, row);
        for (var bit = 0; bit < 64 * bits.Length; bit++)
            bits[bit / 64] = (bits[bit / 64] >> 1) | (Unsafe.Add(ref word, bit * (RowColumn.StripRows / 64)) >> (row % 64) << 63);
    }

    private ref ulong SlicedWord(int column, int row)
    {
        var (strip, place) = (row / RowColumn.StripRows, row % RowColumn.StripRows);
        var stripBytes = RowColumn.StripRows * _shape.Columns[column].RowBytes;
        var words = _sliced + _shape.Offset(column) + ((long)strip * stripBytes);
        return ref Unsafe.AsRef<ulong>(words + (place / 64 * sizeof(ulong)));
    }

    private long* Keys
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (long*)_start;
    }

    private ushort* Stamps
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (ushort*)(_start + _shape.StampsOffset);
    }
}
