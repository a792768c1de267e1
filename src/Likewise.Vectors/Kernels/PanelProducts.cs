using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Likewise.Vectors.Kernels;

/// <summary>
/// The products of one or four vectors with 64 others, each plus a number of its own, bound to one instruction set. Same bits
/// in every set: each sum grows element by element, each step rounded once.
/// </summary>
/// <remarks>
/// The 64 come as a panel: the first elements of all, then the second elements, and so on, so that it is read from front to
/// back while 64 sums grow side by side. Four vectors at a time read a panel once instead of four times.
/// </remarks>
internal interface IPanelProducts
{
    /// <param name="vector">Shape [dimension].</param>
    /// <param name="panel">Shape [dimension, 64].</param>
    /// <param name="starts">What each sum starts from. Shape [64].</param>
    /// <param name="dimension">At least 1.</param>
    /// <param name="sums">Receives the sums. Shape [64].</param>
    static abstract void One(ref float vector, ref float panel, ref float starts, int dimension, ref float sums);

    /// <param name="vectors">Shape [4, dimension].</param>
    /// <param name="panel">Shape [dimension, 64].</param>
    /// <param name="starts">What each sum starts from. Shape [64].</param>
    /// <param name="dimension">At least 1.</param>
    /// <param name="sums">Receives the sums. Shape [4, 64].</param>
    static abstract void Four(ref float vectors, ref float panel, ref float starts, int dimension, ref float sums);

    /// <summary>The place of the largest of 64 sums, the first of equal ones; −1 if none is greater than a number.</summary>
    /// <param name="sums">Shape [64]. No NaN among them.</param>
    /// <param name="number">What to beat.</param>
    static abstract int LargestAbove(ref float sums, float number);
}

/// <summary>What the sets share.</summary>
internal static class PanelProducts
{
    /// <summary>Vectors in a panel.</summary>
    public const int Width = 64;

    /// <summary>Vectors that meet a panel together.</summary>
    public const int Rows = 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(Vector256<float> sums) => Largest(Vector128.MaxNative(sums.GetLower(), sums.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(Vector128<float> sums) => MathF.Max(MathF.Max(sums[0], sums[1]), MathF.Max(sums[2], sums[3]));
}

/// <summary>The reference: one product after the other.</summary>
internal readonly struct PanelProductsScalar : IPanelProducts
{
    public static void One(ref float vector, ref float panel, ref float starts, int dimension, ref float sums)
    {
        for (var lane = 0; lane < PanelProducts.Width; lane++)
        {
            var sum = Unsafe.Add(ref starts, lane);
            for (var i = 0; i < dimension; i++)
            {
                var other = Unsafe.Add(ref panel, (i * PanelProducts.Width) + lane);
                sum = MathF.FusedMultiplyAdd(Unsafe.Add(ref vector, i), other, sum);
            }

            Unsafe.Add(ref sums, lane) = sum;
        }
    }

    public static void Four(ref float vectors, ref float panel, ref float starts, int dimension, ref float sums)
    {
        for (var row = 0; row < PanelProducts.Rows; row++)
        {
            ref var vector = ref Unsafe.Add(ref vectors, row * dimension);
            One(ref vector, ref panel, ref starts, dimension, ref Unsafe.Add(ref sums, row * PanelProducts.Width));
        }
    }

    public static int LargestAbove(ref float sums, float number)
    {
        var place = -1;
        for (var i = 0; i < PanelProducts.Width; i++)
        {
            if (Unsafe.Add(ref sums, i) <= number)
                continue;

            number = Unsafe.Add(ref sums, i);
            place = i;
        }

        return place;
    }
}

/// <summary>All 64 at once in four registers; sixteen registers for four vectors.</summary>
internal readonly struct PanelProducts512 : IPanelProducts
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void One(ref float vector, ref float panel, ref float starts, int dimension, ref float sums)
    {
        var sum = new Four64(ref starts);
        for (var i = 0; i < dimension; i++)
        {
            sum.Add(Unsafe.Add(ref vector, i), ref panel);
            panel = ref Unsafe.Add(ref panel, PanelProducts.Width);
        }

        sum.Store(ref sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(ref float vectors, ref float panel, ref float starts, int dimension, ref float sums)
    {
        Four64 a = new(ref starts), b = a, c = a, d = a;
        ref var second = ref Unsafe.Add(ref vectors, dimension);
        ref var third = ref Unsafe.Add(ref second, dimension);
        ref var fourth = ref Unsafe.Add(ref third, dimension);
        for (var i = 0; i < dimension; i++)
        {
            a.Add(Unsafe.Add(ref vectors, i), ref panel);
            b.Add(Unsafe.Add(ref second, i), ref panel);
            c.Add(Unsafe.Add(ref third, i), ref panel);
            d.Add(Unsafe.Add(ref fourth, i), ref panel);
            panel = ref Unsafe.Add(ref panel, PanelProducts.Width);
        }

        a.Store(ref sums);
        b.Store(ref Unsafe.Add(ref sums, PanelProducts.Width));
        c.Store(ref Unsafe.Add(ref sums, 2 * PanelProducts.Width));
        d.Store(ref Unsafe.Add(ref sums, 3 * PanelProducts.Width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LargestAbove(ref float sums, float number)
    {
        var (a, b) = (Vector512.LoadUnsafe(ref sums), Vector512.LoadUnsafe(ref sums, 16));
        var (c, d) = (Vector512.LoadUnsafe(ref sums, 32), Vector512.LoadUnsafe(ref sums, 48));
        var of16 = Vector512.MaxNative(Vector512.MaxNative(a, b), Vector512.MaxNative(c, d));
        if (!Vector512.GreaterThanAny(of16, Vector512.Create(number)))
            return -1;

        var largest = Vector512.Create(PanelProducts.Largest(Vector256.MaxNative(of16.GetLower(), of16.GetUpper())));
        return BitOperations.TrailingZeroCount(
            Vector512.Equals(a, largest).ExtractMostSignificantBits()
            | (Vector512.Equals(b, largest).ExtractMostSignificantBits() << 16)
            | (Vector512.Equals(c, largest).ExtractMostSignificantBits() << 32)
            | (Vector512.Equals(d, largest).ExtractMostSignificantBits() << 48));
    }

    private struct Four64(ref float starts)
    {
        private Vector512<float> _a = Vector512.LoadUnsafe(ref starts);
        private Vector512<float> _b = Vector512.LoadUnsafe(ref starts, 16);
        private Vector512<float> _c = Vector512.LoadUnsafe(ref starts, 32);
        private Vector512<float> _d = Vector512.LoadUnsafe(ref starts, 48);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(float element, ref float panel)
        {
            var spread = Vector512.Create(element);
            _a = Vector512.FusedMultiplyAdd(spread, Vector512.LoadUnsafe(ref panel), _a);
            _b = Vector512.FusedMultiplyAdd(spread, Vector512.LoadUnsafe(ref panel, 16), _b);
            _c = Vector512.FusedMultiplyAdd(spread, Vector512.LoadUnsafe(ref panel, 32), _c);
            _d = Vector512.FusedMultiplyAdd(spread, Vector512.LoadUnsafe(ref panel, 48), _d);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(ref float sums)
        {
            _a.StoreUnsafe(ref sums);
            _b.StoreUnsafe(ref sums, 16);
            _c.StoreUnsafe(ref sums, 32);
            _d.StoreUnsafe(ref sums, 48);
        }
    }
}

/// <summary>Sixteen of the 64 at a time in two registers; eight registers for four vectors.</summary>
internal readonly struct PanelProducts256 : IPanelProducts
{
    private const int Step = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void One(ref float vector, ref float panel, ref float starts, int dimension, ref float sums)
    {
        for (var lane = 0; lane < PanelProducts.Width; lane += Step)
        {
            var sum = new Two16(ref Unsafe.Add(ref starts, lane));
            ref var column = ref Unsafe.Add(ref panel, lane);
            for (var i = 0; i < dimension; i++)
            {
                sum.Add(Unsafe.Add(ref vector, i), ref column);
                column = ref Unsafe.Add(ref column, PanelProducts.Width);
            }

            sum.Store(ref Unsafe.Add(ref sums, lane));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(ref float vectors, ref float panel, ref float starts, int dimension, ref float sums)
    {
        ref var second = ref Unsafe.Add(ref vectors, dimension);
        ref var third = ref Unsafe.Add(ref second, dimension);
        ref var fourth = ref Unsafe.Add(ref third, dimension);
        for (var lane = 0; lane < PanelProducts.Width; lane += Step)
        {
            Two16 a = new(ref Unsafe.Add(ref starts, lane)), b = a, c = a, d = a;
            ref var column = ref Unsafe.Add(ref panel, lane);
            for (var i = 0; i < dimension; i++)
            {
                a.Add(Unsafe.Add(ref vectors, i), ref column);
                b.Add(Unsafe.Add(ref second, i), ref column);
                c.Add(Unsafe.Add(ref third, i), ref column);
                d.Add(Unsafe.Add(ref fourth, i), ref column);
                column = ref Unsafe.Add(ref column, PanelProducts.Width);
            }

            a.Store(ref Unsafe.Add(ref sums, lane));
            b.Store(ref Unsafe.Add(ref sums, PanelProducts.Width + lane));
            c.Store(ref Unsafe.Add(ref sums, (2 * PanelProducts.Width) + lane));
            d.Store(ref Unsafe.Add(ref sums, (3 * PanelProducts.Width) + lane));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LargestAbove(ref float sums, float number)
    {
        var of8 = Vector256.LoadUnsafe(ref sums);
        for (nuint i = 8; i < PanelProducts.Width; i += 8)
            of8 = Vector256.MaxNative(of8, Vector256.LoadUnsafe(ref sums, i));
        if (!Vector256.GreaterThanAny(of8, Vector256.Create(number)))
            return -1;

        var largest = Vector256.Create(PanelProducts.Largest(of8));
        nuint place = 0;
        while (!Vector256.EqualsAny(Vector256.LoadUnsafe(ref sums, place), largest))
            place += 8;
        var equal = Vector256.Equals(Vector256.LoadUnsafe(ref sums, place), largest).ExtractMostSignificantBits();
        return (int)place + BitOperations.TrailingZeroCount(equal);
    }

    private struct Two16(ref float starts)
    {
        private Vector256<float> _a = Vector256.LoadUnsafe(ref starts);
        private Vector256<float> _b = Vector256.LoadUnsafe(ref starts, 8);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(float element, ref float column)
        {
            var spread = Vector256.Create(element);
            _a = Vector256.FusedMultiplyAdd(spread, Vector256.LoadUnsafe(ref column), _a);
            _b = Vector256.FusedMultiplyAdd(spread, Vector256.LoadUnsafe(ref column, 8), _b);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(ref float sums)
        {
            _a.StoreUnsafe(ref sums);
            _b.StoreUnsafe(ref sums, 8);
        }
    }
}

/// <summary>Eight of the 64 at a time, in operations that every machine with 128-bit registers has.</summary>
internal readonly struct PanelProducts128 : IPanelProducts
{
    private const int Step = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void One(ref float vector, ref float panel, ref float starts, int dimension, ref float sums)
    {
        for (var lane = 0; lane < PanelProducts.Width; lane += Step)
        {
            var sum = new Two8(ref Unsafe.Add(ref starts, lane));
            ref var column = ref Unsafe.Add(ref panel, lane);
            for (var i = 0; i < dimension; i++)
            {
                sum.Add(Unsafe.Add(ref vector, i), ref column);
                column = ref Unsafe.Add(ref column, PanelProducts.Width);
            }

            sum.Store(ref Unsafe.Add(ref sums, lane));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(ref float vectors, ref float panel, ref float starts, int dimension, ref float sums)
    {
        ref var second = ref Unsafe.Add(ref vectors, dimension);
        ref var third = ref Unsafe.Add(ref second, dimension);
        ref var fourth = ref Unsafe.Add(ref third, dimension);
        for (var lane = 0; lane < PanelProducts.Width; lane += Step)
        {
            Two8 a = new(ref Unsafe.Add(ref starts, lane)), b = a, c = a, d = a;
            ref var column = ref Unsafe.Add(ref panel, lane);
            for (var i = 0; i < dimension; i++)
            {
                a.Add(Unsafe.Add(ref vectors, i), ref column);
                b.Add(Unsafe.Add(ref second, i), ref column);
                c.Add(Unsafe.Add(ref third, i), ref column);
                d.Add(Unsafe.Add(ref fourth, i), ref column);
                column = ref Unsafe.Add(ref column, PanelProducts.Width);
            }

            a.Store(ref Unsafe.Add(ref sums, lane));
            b.Store(ref Unsafe.Add(ref sums, PanelProducts.Width + lane));
            c.Store(ref Unsafe.Add(ref sums, (2 * PanelProducts.Width) + lane));
            d.Store(ref Unsafe.Add(ref sums, (3 * PanelProducts.Width) + lane));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LargestAbove(ref float sums, float number)
    {
        var of4 = Vector128.LoadUnsafe(ref sums);
        for (nuint i = 4; i < PanelProducts.Width; i += 4)
            of4 = Vector128.MaxNative(of4, Vector128.LoadUnsafe(ref sums, i));
        if (!Vector128.GreaterThanAny(of4, Vector128.Create(number)))
            return -1;

        var largest = Vector128.Create(PanelProducts.Largest(of4));
        nuint place = 0;
        while (!Vector128.EqualsAny(Vector128.LoadUnsafe(ref sums, place), largest))
            place += 4;
        var equal = Vector128.Equals(Vector128.LoadUnsafe(ref sums, place), largest).ExtractMostSignificantBits();
        return (int)place + BitOperations.TrailingZeroCount(equal);
    }

    private struct Two8(ref float starts)
    {
        private Vector128<float> _a = Vector128.LoadUnsafe(ref starts);
        private Vector128<float> _b = Vector128.LoadUnsafe(ref starts, 4);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(float element, ref float column)
        {
            var spread = Vector128.Create(element);
            _a = Vector128.FusedMultiplyAdd(spread, Vector128.LoadUnsafe(ref column), _a);
            _b = Vector128.FusedMultiplyAdd(spread, Vector128.LoadUnsafe(ref column, 4), _b);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(ref float sums)
        {
            _a.StoreUnsafe(ref sums);
            _b.StoreUnsafe(ref sums, 4);
        }
    }
}
