using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Likewise.Vectors.Kernels;

/// <summary>
/// The products of one vector of whole numbers in [-127, 127] with many that lie one after the other, exact in every instruction
/// set. They fit 32 bits up to 65,536 elements.
/// </summary>
/// <remarks>
/// Four rows at a time share the reading of the query, their sums stay apart, and the lines to come are asked for ahead. Where
/// the machine multiplies unsigned by signed bytes, a row goes in with 128 added to each element, which is its top bit turned
/// over, and the query's sum times 128 is taken away again: one operation per row less than moving signs as
/// <see cref="Int8Dot"/> does.
/// </remarks>
internal static class Int8Rows
{
    /// <summary>Rows that meet the query together.</summary>
    public const int Width = 4;

    /// <summary>How far ahead memory is asked for, in bytes: 3 to 12 KiB made no difference (decision 0017).</summary>
    public const int Ahead = 6144;

    /// <param name="query">Shape [dimension].</param>
    /// <param name="rows">Shape [count, dimension].</param>
    /// <param name="products">Receives a product for each row. Shape [count].</param>
    public static void Products(ReadOnlySpan<sbyte> query, ReadOnlySpan<sbyte> rows, Span<int> products)
    {
        if (AvxVnni.IsSupported)
            Products<Int8RowsVnni>(query, rows, products);
        else if (Avx2.IsSupported)
            Products<Int8Rows256>(query, rows, products);
        else if (Vector128.IsHardwareAccelerated)
            Products<Int8Rows128>(query, rows, products);
        else
            Products<Int8RowsScalar>(query, rows, products);
    }

    // Optimised from its first call, as every scan.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Products<TRows>(ReadOnlySpan<sbyte> query, ReadOnlySpan<sbyte> rows, Span<int> products)
        where TRows : struct, IInt8Rows
    {
        Debug.Assert(rows.Length == products.Length * query.Length);
        var start = TRows.Start(query);
        ref var q = ref MemoryMarshal.GetReference(query);
        ref var r = ref MemoryMarshal.GetReference(rows);
        var row = 0;
        for (; row + Width <= products.Length; row += Width)
        {
            var four = TRows.Four(ref q, ref r, query.Length) - Vector128.Create(start);
            four.StoreUnsafe(ref products[row]);
            r = ref Unsafe.Add(ref r, Width * query.Length);
        }

        for (; row < products.Length; row++)
            products[row] = Int8Dot.Product(query, rows.Slice(row * query.Length, query.Length));
    }

    /// <summary>Asks for the lines that four rows will take some time from now: as many as are read in one step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Fetch(ref sbyte row, nuint i)
    {
        // An address beyond the rows, or one that the collector has moved meanwhile, costs a needless fetch and nothing else.
        var place = (byte*)Unsafe.AsPointer(ref row) + Ahead + (i * Width);
        Sse.Prefetch0(place);
        Sse.Prefetch0(place + 64);
    }

    /// <summary>The products of the elements that fill no register.</summary>
    public static Vector128<int> Rest(ref sbyte query, ref sbyte rows, int length, int from)
    {
        var left = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref query, from), length - from);
        return Vector128.Create(One(left, ref rows, 0), One(left, ref rows, 1), One(left, ref rows, 2), One(left, ref rows, 3));

        int One(ReadOnlySpan<sbyte> left, ref sbyte rows, int row) => Int8DotScalar.Product(
            left, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref rows, (row * length) + from), left.Length));
    }
}

/// <summary>The products of a query with four rows, bound to one instruction set.</summary>
internal interface IInt8Rows
{
    /// <summary>What every product comes out too large by.</summary>
    static abstract int Start(ReadOnlySpan<sbyte> query);

    /// <param name="query">Shape [length].</param>
    /// <param name="rows">Shape [4, length].</param>
    /// <param name="length">Elements in a row.</param>
    static abstract Vector128<int> Four(ref sbyte query, ref sbyte rows, int length);
}

/// <summary>The reference.</summary>
internal readonly struct Int8RowsScalar : IInt8Rows
{
    public static int Start(ReadOnlySpan<sbyte> query) => 0;

    public static Vector128<int> Four(ref sbyte query, ref sbyte rows, int length) =>
        Int8Rows.Rest(ref query, ref rows, length, from: 0);
}

/// <summary>Thirty-two elements of each row at a time, four products and their sum in one instruction.</summary>
internal readonly struct Int8RowsVnni : IInt8Rows
{
    // Only the elements that fill a register are offset.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Start(ReadOnlySpan<sbyte> query)
    {
        ref var q = ref MemoryMarshal.GetReference(query);
        var sum = Vector256<int>.Zero;
        for (nuint i = 0; i + 32 <= (nuint)query.Length; i += 32)
            sum = AvxVnni.MultiplyWideningAndAdd(sum, Vector256<byte>.One, Vector256.LoadUnsafe(ref q, i));
        return Vector256.Sum(sum) * 128;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Four(ref sbyte query, ref sbyte rows, int length)
    {
        Vector256<int> a = default, b = default, c = default, d = default;
        ref var second = ref Unsafe.Add(ref rows, length);
        ref var third = ref Unsafe.Add(ref second, length);
        ref var fourth = ref Unsafe.Add(ref third, length);
        nuint i = 0;
        for (; i + 32 <= (nuint)length; i += 32)
        {
            Int8Rows.Fetch(ref rows, i);
            var q = Vector256.LoadUnsafe(ref query, i);
            a = AvxVnni.MultiplyWideningAndAdd(a, Offset(ref rows, i), q);
            b = AvxVnni.MultiplyWideningAndAdd(b, Offset(ref second, i), q);
            c = AvxVnni.MultiplyWideningAndAdd(c, Offset(ref third, i), q);
            d = AvxVnni.MultiplyWideningAndAdd(d, Offset(ref fourth, i), q);
        }

        var sums = Int8Rows256.Sums(a, b, c, d);
        return (int)i == length ? sums : sums + Int8Rows.Rest(ref query, ref rows, length, (int)i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Offset(ref sbyte row, nuint i) =>
        Vector256.LoadUnsafe(ref row, i).AsByte() ^ Vector256.Create((byte)0x80);
}

/// <summary>
/// Thirty-two elements of each row at a time. Signs move, because a pair of products with an offset row would not fit 16 bits.
/// </summary>
internal readonly struct Int8Rows256 : IInt8Rows
{
    public static int Start(ReadOnlySpan<sbyte> query) => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Four(ref sbyte query, ref sbyte rows, int length)
    {
        Vector256<int> a = default, b = default, c = default, d = default;
        ref var second = ref Unsafe.Add(ref rows, length);
        ref var third = ref Unsafe.Add(ref second, length);
        ref var fourth = ref Unsafe.Add(ref third, length);
        nuint i = 0;
        for (; i + 32 <= (nuint)length; i += 32)
        {
            Int8Rows.Fetch(ref rows, i);
            var q = Vector256.LoadUnsafe(ref query, i);
            var magnitudes = Avx2.Abs(q);
            a += Pairs(magnitudes, q, ref rows, i);
            b += Pairs(magnitudes, q, ref second, i);
            c += Pairs(magnitudes, q, ref third, i);
            d += Pairs(magnitudes, q, ref fourth, i);
        }

        var sums = Sums(a, b, c, d);
        return (int)i == length ? sums : sums + Int8Rows.Rest(ref query, ref rows, length, (int)i);
    }

    /// <summary>The sum of each of four registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Sums(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d)
    {
        var sums = Avx2.HorizontalAdd(Avx2.HorizontalAdd(a, b), Avx2.HorizontalAdd(c, d));
        return sums.GetLower() + sums.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Pairs(Vector256<byte> magnitudes, Vector256<sbyte> query, ref sbyte row, nuint i)
    {
        var pairs = Avx2.MultiplyAddAdjacent(magnitudes, Avx2.Sign(Vector256.LoadUnsafe(ref row, i), query));
        return Avx2.MultiplyAddAdjacent(pairs, Vector256<short>.One);
    }
}

/// <summary>Sixteen elements of each row at a time, in operations that every machine with 128-bit registers has.</summary>
internal readonly struct Int8Rows128 : IInt8Rows
{
    public static int Start(ReadOnlySpan<sbyte> query) => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Four(ref sbyte query, ref sbyte rows, int length) => Vector128.Create(
        One(ref query, ref rows, length),
        One(ref query, ref Unsafe.Add(ref rows, length), length),
        One(ref query, ref Unsafe.Add(ref rows, 2 * length), length),
        One(ref query, ref Unsafe.Add(ref rows, 3 * length), length));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int One(ref sbyte query, ref sbyte row, int length) => Int8Dot128.Product(
        MemoryMarshal.CreateReadOnlySpan(ref query, length), MemoryMarshal.CreateReadOnlySpan(ref row, length));
}
