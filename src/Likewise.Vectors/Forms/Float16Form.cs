using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Likewise.Vectors.Kernels;

namespace Likewise.Vectors.Forms;

/// <summary>Half precision.</summary>
internal readonly struct Float16Form : IVectorForm
{
    public static bool HasScale => false;

    public static int RowBytes(int dimension) => checked(dimension * sizeof(ushort));

    public static float Write(ReadOnlySpan<float> vector, float scale, Span<byte> row)
    {
        HalfRounding.Round(vector, scale, MemoryMarshal.Cast<byte, Half>(row));
        return 1;
    }

    public static void Read(ReadOnlySpan<byte> row, float scale, Span<float> vector)
    {
        var halves = MemoryMarshal.Cast<byte, Half>(row);
        for (var i = 0; i < halves.Length; i++)
            vector[i] = (float)halves[i];
    }

    public static float ScaleOf(ReadOnlySpan<byte> row) => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(ReadOnlySpan<byte> row, in ScoredQuery query) =>
        HalfDot.Product(query.Vector, MemoryMarshal.Cast<byte, Half>(row)) * query.Scale;

    // Optimised from its first call, as every scan.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Products(ReadOnlySpan<byte> rows, in ScoredQuery query, Span<float> products)
    {
        var bytes = rows.Length / products.Length;
        for (var row = 0; row < products.Length; row++)
            products[row] = Product(rows.Slice(row * bytes, bytes), query);
    }
}
