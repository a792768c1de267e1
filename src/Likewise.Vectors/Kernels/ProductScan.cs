using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Likewise.Vectors.Kernels;

/// <summary>Sums of table entries for rows of codes: each byte of a row picks one of the 256 numbers of its own table.</summary>
/// <remarks>
/// Codes of eight bits address 256 numbers of four bytes each, which no register holds, so every entry is a read of its own.
/// Rows go four at a time, their sums apart, so that no addition waits for the one before.
/// </remarks>
internal static class ProductScan
{
    /// <summary>Numbers in a table.</summary>
    public const int TableLength = 256;

    /// <param name="tables">Shape [subquantizers, 256].</param>
    /// <param name="codes">Shape [rows, subquantizers].</param>
    /// <param name="sums">Receives a sum for each row, added up from its first byte to its last. Shape [rows].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(ReadOnlySpan<float> tables, ReadOnlySpan<byte> codes, Span<float> sums)
    {
        var width = tables.Length / TableLength;
        Debug.Assert(tables.Length == width * TableLength && codes.Length == sums.Length * width);
        ref var t = ref MemoryMarshal.GetReference(tables);
        ref var c = ref MemoryMarshal.GetReference(codes);
        var row = 0;
        for (; row + 4 <= sums.Length; row += 4)
        {
            ref var second = ref Unsafe.Add(ref c, width);
            ref var third = ref Unsafe.Add(ref second, width);
            ref var fourth = ref Unsafe.Add(ref third, width);
            ref var table = ref t;
            float a = 0, b = 0, d = 0, e = 0;
            for (var i = 0; i < width; i++)
            {
                a += Unsafe.Add(ref table, (int)Unsafe.Add(ref c, i));
                b += Unsafe.Add(ref table, (int)Unsafe.Add(ref second, i));
                d += Unsafe.Add(ref table, (int)Unsafe.Add(ref third, i));
                e += Unsafe.Add(ref table, (int)Unsafe.Add(ref fourth, i));
                table = ref Unsafe.Add(ref table, TableLength);
            }

            sums[row] = a;
            sums[row + 1] = b;
            sums[row + 2] = d;
            sums[row + 3] = e;
            c = ref Unsafe.Add(ref fourth, width);
        }

        for (; row < sums.Length; row++)
            sums[row] = One(tables, codes.Slice(row * width, width));
    }

    /// <summary>The reference, and the sum of a single row.</summary>
    public static float One(ReadOnlySpan<float> tables, ReadOnlySpan<byte> code)
    {
        Debug.Assert(tables.Length == code.Length * TableLength);
        var sum = 0f;
        for (var i = 0; i < code.Length; i++)
            sum += tables[(i * TableLength) + code[i]];
        return sum;
    }
}
