using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Likewise.Vectors.Storage;

internal sealed unsafe partial class RowBlock
{
    /// <summary>Copies all columns of a row, one after the other.</summary>
    /// <param name="row">The row.</param>
    /// <param name="bytes">Shape [<see cref="RowShape.RowBytes"/>].</param>
    public void ReadRow(int row, Span<byte> bytes)
    {
        var columns = _shape.Columns;
        for (var column = 0; column < columns.Length; column++)
        {
            var part = bytes[..columns[column].RowBytes];
            if (columns[column].IsSliced)
                ReadSliced(column, row, MemoryMarshal.Cast<byte, ulong>(part));
            else
                Row<byte>(column, row).CopyTo(part);
            bytes = bytes[part.Length..];
        }
    }

    /// <summary>Fills all columns of a row that is not live, with what <see cref="ReadRow"/> gave.</summary>
    public void WriteRow(int row, ReadOnlySpan<byte> bytes)
    {
        var columns = _shape.Columns;
        for (var column = 0; column < columns.Length; column++)
        {
            var part = bytes[..columns[column].RowBytes];
            if (columns[column].IsSliced)
                WriteSliced(column, row, MemoryMarshal.Cast<byte, ulong>(part));
            else
                part.CopyTo(Row<byte>(column, row));
            bytes = bytes[part.Length..];
        }
    }

    /// <summary>Copies everything into a block of the same shape that no reader sees.</summary>
    public void CopyTo(RowBlock other)
    {
        CopyPart(_start, other._start, 0, _shape.SlicedOffset);
        CopyPart(_sliced, other._sliced, _shape.SlicedOffset, _shape.Bytes);
        KeepAlive();

        static void CopyPart(byte* from, byte* to, int offset, int end) =>
            new ReadOnlySpan<byte>(from + offset, end - offset).CopyTo(new Span<byte>(to + offset, end - offset));
    }

    /// <summary>Sets a row of a block that no reader sees.</summary>
    /// <param name="row">The row.</param>
    /// <param name="kept">What it was.</param>
    public void Restore(int row, KeptRow kept)
    {
        (Keys[row], Stamps[row]) = (kept.Key, kept.Stamp);
        if (IsWhole(kept.Stamp))
            WriteRow(row, kept.Bytes);
    }

    /// <summary>Clears what dead rows of a block held that no reader sees: what was removed does not go to a file.</summary>
    public void ClearDead()
    {
        for (var first = 0; first < Rows; first += 64)
        {
            var live = 0UL;
            for (var row = first; row < Math.Min(first + 64, Rows); row++)
                live |= (ulong)(Stamps[row] & 1) << (row - first);
            if (live == ulong.MaxValue)
                continue;

            for (var column = 0; column < _shape.Columns.Length; column++)
                ClearDead(column, first, live);
        }
    }

    private void ClearDead(int column, int first, ulong live)
    {
        var (rowBytes, isSliced) = _shape.Columns[column];
        if (isSliced)
        {
            ref var word = ref SlicedWord(column, first);
            for (var bit = 0; bit < 8 * rowBytes; bit++)
                Unsafe.Add(ref word, bit * (RowColumn.StripRows / 64)) &= live;
            return;
        }

        for (var row = first; row < Math.Min(first + 64, Rows); row++)
        {
            if (((live >> (row - first)) & 1) == 0)
                Row<byte>(column, row).Clear();
        }
    }
}
