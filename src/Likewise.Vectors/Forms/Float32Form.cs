using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Likewise.Vectors.Kernels;

namespace Likewise.Vectors.Forms;

/// <summary>Single precision.</summary>
internal readonly struct Float32Form : IVectorForm
{
    public static bool HasScale => false;

    public static int RowBytes(int dimension) => checked(dimension * sizeof(float));

    public static float Write(ReadOnlySpan<float> vector, float scale, Span<byte> row)
    {
        var elements = MemoryMarshal.Cast<byte, float>(row);
        for (var i = 0; i < elements.Length; i++)
            elements[i] = vector[i] * scale;
        return 1;
    }

    public static void Read(ReadOnlySpan<byte> row, float scale, Span<float> vector) =>
        MemoryMarshal.Cast<byte, float>(row).CopyTo(vector);

    public static float ScaleOf(ReadOnlySpan<byte> row) => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(ReadOnlySpan<byte> row, in ScoredQuery query) =>
        Dot.Product(query.Vector, MemoryMarshal.Cast<byte, float>(row)) * query.Scale;

    // Optimised from its first call, as every scan.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Products(ReadOnlySpan<byte> rows, in ScoredQuery query, Span<float> products)
    {
        var bytes = rows.Length / products.Length;
        for (var row = 0; row < products.Length; row++)
            products[row] = Product(rows.Slice(row * bytes, bytes), query);
    }
}
