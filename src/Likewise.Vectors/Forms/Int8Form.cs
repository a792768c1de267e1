using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Likewise.Vectors.Kernels;

namespace Likewise.Vectors.Forms;

/// <summary>A byte for each element, as <see cref="Int8Quantizer"/> writes it.</summary>
internal readonly struct Int8Form : IVectorForm
{
    public static bool HasScale => true;

    public static int RowBytes(int dimension) => dimension;

    public static float Write(ReadOnlySpan<float> vector, float scale, Span<byte> row) =>
        Int8Quantizer.Quantize(vector, Codes(row)) * scale;

    public static void Read(ReadOnlySpan<byte> row, float scale, Span<float> vector) =>
        Int8Quantizer.Restore(Codes(row), scale, vector);

    /// <summary>The quantiser's scale gives the codes the length of the vector, which is 1.</summary>
    public static float ScaleOf(ReadOnlySpan<byte> row) => 1 / MathF.Sqrt(Int8Dot.Product(Codes(row), Codes(row)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(ReadOnlySpan<byte> row, in ScoredQuery query) =>
        Int8Dot.Product(query.Codes, Codes(row)) * query.CodeScale;

    // Optimised from its first call, as every scan.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Products(ReadOnlySpan<byte> rows, in ScoredQuery query, Span<float> products)
    {
        var whole = MemoryMarshal.Cast<float, int>(products); // In the same place: each number is read before it is replaced.
        Int8Rows.Products(query.Codes, Codes(rows), whole);
        for (var row = 0; row < products.Length; row++)
            products[row] = whole[row] * query.CodeScale;
    }

    private static ReadOnlySpan<sbyte> Codes(ReadOnlySpan<byte> row) => MemoryMarshal.Cast<byte, sbyte>(row);

    private static Span<sbyte> Codes(Span<byte> row) => MemoryMarshal.Cast<byte, sbyte>(row);
}
